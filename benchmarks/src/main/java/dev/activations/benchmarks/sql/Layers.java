package dev.activations.benchmarks.sql;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Parquet files of a layer's outputs, {@code (id bigint, v array<float>)}, the same on every machine. */
final class Layers {

    private Layers() {}

    /** Writes them and gives the table's name in SQL. Of the units, one in 32 never fires; the others do in three of five rows. */
    static String write(SparkSession spark, Path folder, long rows, int width) {
        spark.sql("SELECT id, transform(sequence(1, " + width + "), unit -> float(CASE WHEN unit % 32 = 0 THEN 0 "
                        + "ELSE greatest(0D, double(xxhash64(id, unit)) / 9.3e18D + 0.2D) END)) AS v "
                        + "FROM range(0, " + rows + ", 1, 1)")
                .write()
                .parquet(folder.toString());
        return "parquet.`" + folder + "`";
    }
}
