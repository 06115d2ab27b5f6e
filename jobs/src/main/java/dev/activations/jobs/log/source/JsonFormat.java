package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * JSON: lines of objects, compressed or not, which Spark reads; arrays, objects over several lines and files that end early
 * are taken apart by {@link JsonObjects}.
 */
record JsonFormat() implements LogFormat {

    /** What Hadoop's codecs read through. */
    private static final String COMPRESSION = "\\.(gz|bz2|zst|lz4|snappy|deflate)$";

    private static final String CORRUPT = "_corrupt_record";

    /** Rows that are looked at for a column whose every value is the empty text, which Spark takes for NULL. */
    private static final int ROWS_LOOKED_AT = 1000;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean hasName(String fileName) {
        String name = fileName.replaceFirst(COMPRESSION, "");
        return name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    @Override
    public boolean hasStart(byte[] start) {
        char first = FirstBytes.of(start).firstLetter();
        return first == '{' || first == '[';
    }

    @Override
    public FileFacts examine(Path file, Configuration hadoop) throws IOException {
        return new JsonExamination(file, hadoop).facts();
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        List<LogFile> lines = new ArrayList<>(files);
        List<LogFile> others =
                files.stream().filter(file -> !file.isReadIn(FileFacts.USUAL)).toList();
        lines.removeAll(others);
        List<Dataset<Row>> parts = new ArrayList<>();
        if (!lines.isEmpty()) {
            parts.add(typed(new JsonLines(spark, this, lines), lines.get(0), types));
        }
        others.forEach(file -> parts.add(typed(new JsonObjects(spark, file, types), file, types)));
        return parts.stream()
                .reduce((rows, more) -> rows.unionByName(more, true))
                .orElseThrow();
    }

    /** JSON text that Spark can parse, with or without a schema. */
    interface Text {
        Dataset<Row> load(DataFrameReader reader);
    }

    /** Lines of files, as Spark reads them. */
    private record JsonLines(SparkSession spark, LogFormat format, List<LogFile> files) implements Text {
        @Override
        public Dataset<Row> load(DataFrameReader reader) {
            return reader.option("basePath", files.get(0).root().toString())
                    .option("__globPaths__", "false")
                    .format(format.name())
                    .load(SparkFiles.paths(files));
        }
    }

    private static Dataset<Row> typed(Text text, LogFile first, ColumnTypes types) {
        SparkSession spark = SparkSession.active();
        StructType inferred = text.load(
                        spark.read().option("dropFieldIfAllNull", "true").option("mode", "PERMISSIVE"))
                .schema();
        StructType schema = new StructType(Arrays.stream(inferred.fields())
                .filter(field -> !field.name().equals(CORRUPT))
                .map(field -> new StructField(field.name(), logType(field, types), field.nullable(), field.metadata()))
                .toArray(StructField[]::new));
        if (schema.isEmpty()) {
            throw new InputException(
                    "%s has no JSON lines; each line must hold one object".formatted(ReadFailure.text(first.path())));
        }
        return text.load(strict(spark).schema(withEmptyTexts(spark, text, schema, types)));
    }

    private static DataFrameReader strict(SparkSession spark) {
        return spark.read().option("mode", "FAILFAST");
    }

    /** Text where a log has text; other types are as the lines have them, for a log's columns may hold several. */
    private static DataType logType(StructField field, ColumnTypes types) {
        DataType wanted = types.readAs(field.name(), field.dataType()).orElse(field.dataType());
        return wanted instanceof StringType ? wanted : field.dataType();
    }

    private static StructType withEmptyTexts(SparkSession spark, Text text, StructType schema, ColumnTypes types) {
        StructType all = schema;
        for (String name : types.texts()) {
            StructType alone = new StructType().add(name, DataTypes.StringType);
            boolean known = Arrays.stream(schema.fieldNames()).anyMatch(name::equalsIgnoreCase);
            if (!known
                    && !text.load(spark.read().schema(alone))
                            .limit(ROWS_LOOKED_AT)
                            .where("`%s` IS NOT NULL".formatted(name.replace("`", "``")))
                            .isEmpty()) {
                all = all.add(name, DataTypes.StringType);
            }
        }
        return all;
    }
}
