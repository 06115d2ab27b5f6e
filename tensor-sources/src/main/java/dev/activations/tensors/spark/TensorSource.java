package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table of the tensors in files of one format: a row for each slice along an axis of each tensor, with the columns of
 * {@link TensorColumn}. Options: {@code tensor}, a regular expression that a tensor's whole name must match; {@code axis},
 * 0 by default; {@code flatten}, true for one row a tensor.
 *
 * <p>A part of a file has the slices that begin in it; deflated members of a zip are in the part that they begin in.
 */
abstract class TensorSource extends FileSource {

    TensorSource(TensorFormat format) {
        super(format);
    }

    /** Doubles where any tensor of any file needs them, so that all rows have one type. */
    @Override
    public Option<StructType> inferSchema(SparkSession spark, Map<String, String> options, Seq<FileStatus> files) {
        TensorOptions tensorOptions = TensorOptions.of(CollectionConverters.asJava(options));
        List<FileStatus> data = dataFiles(CollectionConverters.asJava(files), hadoop(spark, options));
        if (data.isEmpty()) {
            return Option.empty();
        }
        boolean doubles =
                new HeaderScan(TensorHeaders.of(format()), tensorOptions, hadoop(spark, options)).needDoubles(data);
        return Option.apply(TensorColumn.schema(doubles));
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoop) {
        TensorQuery query = TensorQuery.of(
                format(),
                TensorOptions.of(CollectionConverters.asJava(options)),
                new PushedFilters(List.copyOf(CollectionConverters.asJava(filters))),
                requiredSchema);
        return new PartReader(spark, hadoop, (file, configuration) -> {
            Path path = file.toPath();
            HadoopBytes bytes = HadoopBytes.open(path, file.fileSize(), configuration);
            try {
                return new TensorRows(bytes, query, file.start(), file.start() + file.length());
            } catch (Throwable failure) {
                bytes.close();
                throw failure;
            }
        });
    }
}
