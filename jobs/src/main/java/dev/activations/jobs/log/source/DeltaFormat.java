package dev.activations.jobs.log.source;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Delta table's folder, read through Delta: its files alone hold rows that were deleted. */
record DeltaFormat() implements TableFormat {

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public boolean isTable(FolderEntries folder) {
        return folder.folder("_delta_log").isPresent();
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        return Tables.read(spark, name(), files);
    }
}
