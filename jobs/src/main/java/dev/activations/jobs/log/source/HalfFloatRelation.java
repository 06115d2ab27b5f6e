package dev.activations.jobs.log.source;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Parquet files with half-precision floats ({@code FLOAT16}, as pyarrow writes them), which Spark refuses. Parquet's own
 * library reads them, row group by row group; columns of types that no log has are left out.
 */
final class HalfFloatRelation extends BaseRelation implements PrunedScan {

    private final SparkSession spark;
    private final StructType schema;
    private final List<RowGroup> rowGroups;

    /**
     * One row group of a file: what one task reads.
     *
     * @param folders the values of the columns that the file's folders give
     */
    record RowGroup(String file, int index, LinkedHashMap<String, Object> folders) implements Serializable {}

    private HalfFloatRelation(SparkSession spark, StructType schema, List<RowGroup> rowGroups) {
        this.spark = spark;
        this.schema = schema;
        this.rowGroups = rowGroups;
    }

    /** Whether a file has a column of half floats. */
    static boolean holdsHalfFloats(GroupType type) {
        return type.getFields().stream().anyMatch(HalfFloatRelation::isOrHoldsHalfFloats);
    }

    private static boolean isOrHoldsHalfFloats(Type type) {
        return type.isPrimitive()
                ? type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation
                : holdsHalfFloats(type.asGroupType());
    }

    static Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        Map<String, StructField> fields = new LinkedHashMap<>();
        List<RowGroup> rowGroups = new ArrayList<>();
        for (LogFile file : files) {
            try (ParquetFileReader reader =
                    open(file.path(), spark.sparkContext().hadoopConfiguration())) {
                for (StructField field : ParquetTypes.schema(
                                reader.getFileMetaData().getSchema())
                        .fields()) {
                    fields.putIfAbsent(field.name(), field);
                }
                LinkedHashMap<String, Object> folders = new LinkedHashMap<>(FolderColumns.of(file, types));
                folders.forEach((name, value) -> fields.putIfAbsent(
                        name, new StructType().add(name, type(value)).apply(name)));
                for (int i = 0; i < reader.getRowGroups().size(); i++) {
                    rowGroups.add(new RowGroup(file.path().toString(), i, folders));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        StructType schema = new StructType(fields.values().toArray(StructField[]::new));
        return spark.baseRelationToDataFrame(new HalfFloatRelation(spark, schema, rowGroups));
    }

    private static DataType type(Object value) {
        return value instanceof Long ? DataTypes.LongType : DataTypes.StringType;
    }

    /** Opens a file whose pages are checked where they have checksums. */
    static ParquetFileReader open(Path file, Configuration hadoop) throws IOException {
        Configuration checked = new Configuration(hadoop);
        checked.setBoolean("parquet.page.verify-checksum.enabled", true);
        return ParquetFileReader.open(HadoopInputFile.fromPath(file, checked));
    }

    @Override
    public SQLContext sqlContext() {
        return spark.sqlContext();
    }

    @Override
    public StructType schema() {
        return schema;
    }

    @Override
    public RDD<Row> buildScan(String[] columns) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration hadoop =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        List<String> wanted = List.copyOf(Arrays.asList(columns));
        return context.parallelize(rowGroups, Math.max(1, rowGroups.size()))
                .flatMap(rowGroup -> new HalfFloatRows(rowGroup, wanted, hadoop.value()))
                .rdd();
    }
}
