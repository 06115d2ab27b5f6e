package dev.activations.jobs;

import org.apache.spark.sql.SparkSession;

/** The Spark session that the tests of this module share. */
public final class Sessions {

    private Sessions() {}

    public static SparkSession shared() {
        return Holder.SPARK;
    }

    private static final class Holder {
        private static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .appName("activations tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }
}
