package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
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
 * The table that Arrow IPC files hold, with its columns: {@code spark.read().format("arrow")} for files (Feather V2) and
 * streams, LZ4 or ZSTD or plain, and for folders that Hugging Face datasets saved. Batches become Spark's without a copy.
 * Option {@code metadata}: true for one more column, {@code metadata}, with the texts of each file's schema.
 */
public final class ArrowSource extends FileSource {

    /** For Spark. */
    public ArrowSource() {
        super(TensorFormat.ARROW);
    }

    @Override
    public Option<StructType> inferSchema(SparkSession spark, Map<String, String> options, Seq<FileStatus> files) {
        Configuration hadoop = hadoop(spark, options);
        List<FileStatus> data = dataFiles(CollectionConverters.asJava(files), hadoop);
        ArrowOptions arrowOptions = ArrowOptions.of(CollectionConverters.asJava(options));
        try {
            return data.isEmpty() ? Option.empty() : Option.apply(new ArrowSchemas(arrowOptions, hadoop).merged(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean supportBatch(SparkSession spark, StructType schema) {
        return true;
    }

    /** Columnar batches, or rows where Spark asks for them, each with the values that folders give. */
    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoop) {
        java.util.Map<String, String> given = CollectionConverters.asJava(options);
        boolean batches = Boolean.parseBoolean(given.getOrDefault(FileFormat.OPTION_RETURNING_BATCH(), "false"));
        ArrowQuery query = new ArrowQuery(requiredSchema, partitionSchema, ArrowOptions.of(given));
        return new PartReader(spark, hadoop, (file, configuration) -> {
            Path path = file.toPath();
            if (!HuggingFaceFolder.isData(path, configuration)) {
                return PartReader.Part.NONE;
            }
            HadoopBytes bytes = HadoopBytes.open(path, file.fileSize(), configuration);
            ArrowBatches read = ArrowBatches.open(bytes, query, file);
            return batches ? read : new ArrowRows(read, query.rowType());
        });
    }
}
