import dev.activations.jobs.ActivationDiagnostics;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;

/**
 * Diagnoses a Parquet log again and again in one JVM, with and without checking its pages' checksums in turn, and prints the ratio
 * of processor time. Arguments: the log, and how many pairs.
 */
final class TimeChecksums {

    private static final int WARM_UP = 3;

    private TimeChecksums() {}

    public static void main(String[] arguments) throws Exception {
        int pairs = Integer.parseInt(arguments[1]);
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            double[] with = new double[pairs];
            double[] ratios = new double[pairs];
            for (int pair = -WARM_UP; pair < pairs; pair++) {
                boolean checksFirst = pair % 2 == 0;
                double first = seconds(spark, arguments[0], checksFirst);
                double second = seconds(spark, arguments[0], !checksFirst);
                if (pair >= 0) {
                    with[pair] = checksFirst ? first : second;
                    ratios[pair] = checksFirst ? first / second : second / first;
                }
            }
            Arrays.sort(with);
            Arrays.sort(ratios);
            System.out.printf(
                    "With checksums a diagnosis takes %.3f times the processor time (median of %d pairs in one JVM, %.3f to %.3f;"
                            + " %.2f s with them).%n",
                    ratios[pairs / 2], pairs, ratios[0], ratios[pairs - 1], with[pairs / 2]);
        }
    }

    private static double seconds(SparkSession spark, String log, boolean checks) {
        long before = processorTime();
        ActivationDiagnostics.on(spark.read()
                        .option("parquet.page.verify-checksum.enabled", Boolean.toString(checks))
                        .parquet(log))
                .run();
        return (processorTime() - before) / 1e9;
    }

    /** Nanoseconds of all threads of this JVM. */
    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
