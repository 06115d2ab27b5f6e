package dev.activations.jobs.log.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An Iceberg table's folder, read through Iceberg: its files alone hold rows that were deleted. */
record IcebergFormat() implements TableFormat {

    /** Whose settings Iceberg asks for a table by its path; its own choice needs Hive. */
    private static final String CATALOG = "spark.sql.catalog.default_iceberg";

    @Override
    public String name() {
        return "iceberg";
    }

    @Override
    public boolean isTable(FolderEntries folder) throws IOException {
        Optional<FileStatus> metadata = folder.folder("metadata");
        return metadata.isPresent()
                && Arrays.stream(folder.fileSystem().listStatus(metadata.get().getPath()))
                        .map(file -> file.getPath().getName())
                        .anyMatch(name -> name.endsWith(".metadata.json") || name.endsWith(".metadata.json.gz"));
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        Map.of(
                        CATALOG,
                        "org.apache.iceberg.spark.SparkCatalog",
                        CATALOG + ".type",
                        "hadoop",
                        CATALOG + ".warehouse",
                        ".")
                .forEach((key, value) -> {
                    if (spark.conf().getOption(key).isEmpty()) {
                        spark.conf().set(key, value);
                    }
                });
        return Tables.read(spark, name(), files);
    }
}
