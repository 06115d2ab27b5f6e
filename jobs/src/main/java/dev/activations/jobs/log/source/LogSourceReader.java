package dev.activations.jobs.log.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.activations.jobs.log.source.LogSourceFiles.DataFile;
import dev.activations.jobs.model.InputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads data files into rows, with columns from folder names and with the types that a log's columns have. */
final class LogSourceReader {

    private static final String CORRUPT = "_corrupt_record";

    private final SparkSession spark;
    private final LogSourceFormat format;
    private final ColumnTypes types;

    LogSourceReader(SparkSession spark, LogSourceFormat format, ColumnTypes types) {
        this.spark = spark;
        this.format = format;
        this.types = types;
    }

    /** The rows of all files. A column that only some files have is null in the rows of the others. */
    Dataset<Row> read(List<DataFile> files) {
        Collection<List<DataFile>> layouts = files.stream()
                .collect(groupingBy(file -> List.of(file.root(), file.columns()), LinkedHashMap::new, toList()))
                .values();
        return layouts.stream()
                .map(this::readLayout)
                .reduce((rows, more) -> rows.unionByName(more, true))
                .orElseThrow();
    }

    /** The rows of files that lie below the same root in folders for the same columns. */
    private Dataset<Row> readLayout(List<DataFile> files) {
        String[] paths = files.stream()
                .map(DataFile::readAs)
                .distinct()
                .map(Path::toString)
                .toArray(String[]::new);
        DataFile first = files.get(0);
        DataFrameReader reader = spark.read()
                .format(format.toString())
                .option("basePath", first.root().toString())
                .option("__globPaths__", "false")
                .option("mergeSchema", "true")
                .option("dropFieldIfAllNull", "true")
                .option("mode", "PERMISSIVE");
        Dataset<Row> rows = reader.load(paths);
        StructType schema = withLogTypes(rows.schema(), first.columns());
        if (schema.isEmpty()) {
            throw new InputException(
                    "%s has no JSON lines: one object on each line".formatted(ReadFailure.text(first.path())));
        }
        return schema.equals(rows.schema())
                ? rows
                : reader.schema(schema).option("mode", "FAILFAST").load(paths);
    }

    private StructType withLogTypes(StructType inferred, List<String> folderColumns) {
        return new StructType(Arrays.stream(inferred.fields())
                .filter(field -> format != LogSourceFormat.JSON || !field.name().equals(CORRUPT))
                .map(field -> new StructField(
                        field.name(),
                        logType(field, folderColumns.contains(field.name())),
                        field.nullable(),
                        field.metadata()))
                .toArray(StructField[]::new));
    }

    /** Parquet and ORC files say what their columns are; folder names and JSON lines leave it to be guessed. */
    private DataType logType(StructField field, boolean fromFolder) {
        if (!fromFolder && format != LogSourceFormat.JSON) {
            return field.dataType();
        }
        DataType wanted = types.readAs(field.name(), field.dataType()).orElse(field.dataType());
        // A guessed array of strings may be numbers among "NaN", "Infinity" and "-Infinity", which Spark reads as
        // doubles.
        boolean isArray = wanted instanceof ArrayType && field.dataType() instanceof ArrayType;
        return isArray || wanted instanceof StringType ? wanted : field.dataType();
    }
}
