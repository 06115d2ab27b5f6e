package dev.activations.jobs.log.source;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** What the formats have in common that one of Spark's own file sources reads. */
final class SparkFiles {

    private SparkFiles() {}

    /** The rows of all files of a format. A column that only some files have is null in the rows of the others. */
    static Dataset<Row> readAll(SparkSession spark, LogFormat format, List<LogFile> files, ColumnTypes types) {
        Collection<List<LogFile>> groups = files.stream()
                .collect(Collectors.groupingBy(
                        file -> List.of(file.root(), file.columns()), LinkedHashMap::new, Collectors.toList()))
                .values();
        return groups.stream()
                .map(group -> format.read(spark, group, types))
                .reduce((rows, more) -> rows.unionByName(more, true))
                .orElseThrow();
    }

    /** A reader of files below one root; their names are names, not globs. */
    static DataFrameReader reader(SparkSession spark, LogFormat format, List<LogFile> files) {
        return spark.read()
                .format(format.name())
                .option("basePath", files.get(0).root().toString())
                .option("__globPaths__", "false");
    }

    static String[] paths(List<LogFile> files) {
        return files.stream()
                .map(LogFile::readAs)
                .distinct()
                .map(Path::toString)
                .toArray(String[]::new);
    }

    /** Loads files that say the types of their columns, but for those of folder names. */
    static Dataset<Row> loadTyped(DataFrameReader reader, List<LogFile> files, ColumnTypes types) {
        Dataset<Row> rows = reader.option("mergeSchema", "true").load(paths(files));
        StructType schema = withFolderTypes(rows.schema(), files.get(0).columns(), types);
        return schema.equals(rows.schema()) ? rows : reader.schema(schema).load(paths(files));
    }

    /** A schema whose columns from folder names are text where the log's are, and whose vectors are what they consist of. */
    static StructType withFolderTypes(StructType schema, List<String> columns, ColumnTypes types) {
        StructType typed = new StructType();
        for (StructField field : schema.fields()) {
            DataType wanted = types.readAs(field.name(), field.dataType()).orElse(field.dataType());
            boolean guessed = columns.contains(field.name()) && wanted instanceof StringType;
            DataType type = guessed ? wanted : field.dataType();
            typed = typed.add(new StructField(
                    field.name(),
                    type instanceof UserDefinedType<?> vector ? vector.sqlType() : type,
                    field.nullable(),
                    field.metadata()));
        }
        return typed;
    }
}
