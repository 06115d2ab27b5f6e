package dev.activations.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Spark session that the tests of this module share; it has the functions because the jar's service file says so. */
public final class Sessions {

    /** Settings under which Spark evaluates expressions one by one, without generated code. */
    public static final Map<String, String> INTERPRETED =
            Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

    /** Settings under which Spark has to generate code, or fail. */
    public static final Map<String, String> GENERATED =
            Map.of("spark.sql.codegen.factoryMode", "CODEGEN_ONLY", "spark.sql.codegen.fallback", "false");

    private Sessions() {}

    public static SparkSession shared() {
        return Holder.SPARK;
    }

    /** The only row of a query. */
    public static Row row(String sql) {
        return shared().sql(sql).collectAsList().get(0);
    }

    /** The only value of a query. */
    public static Object value(String sql) {
        return row(sql).get(0);
    }

    /** Runs something under other settings of the shared session, and puts them back. */
    public static <T> T with(Map<String, String> settings, Supplier<T> action) {
        Map<String, String> before = new LinkedHashMap<>();
        settings.keySet()
                .forEach(key -> before.put(key, shared().conf().getOption(key).getOrElse(() -> null)));
        settings.forEach(shared().conf()::set);
        try {
            return action.get();
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    shared().conf().unset(key);
                } else {
                    shared().conf().set(key, value);
                }
            });
        }
    }

    private static final class Holder {
        private static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .appName("activations tests")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }
}
