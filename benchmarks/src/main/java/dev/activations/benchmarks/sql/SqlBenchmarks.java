package dev.activations.benchmarks.sql;

import dev.activations.benchmarks.MarkdownSection;
import dev.activations.benchmarks.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Times the SQL functions beside what they replace, on one core, and writes the section "The SQL functions" of a Markdown
 * file: {@code SqlBenchmarks FILE [FRACTION]}. A fraction such as 0.01 takes so much of the rows only, to see that it runs.
 */
public final class SqlBenchmarks {

    private static final String SECTION = "The SQL functions";

    private SqlBenchmarks() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        double fraction = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        Path work = Files.createTempDirectory("activations-sql-benchmark");
        SparkSession spark = session(work);
        spark.sparkContext().setLogLevel("ERROR");
        try {
            Sizes sizes = new Sizes(fraction);
            String text = String.join(
                    "\n",
                    head(spark, sizes),
                    new ScalarFunctions(spark, sizes).table(),
                    new ArrayFunctions(spark, sizes, work).table(),
                    new RowFunctions(spark, sizes, work).table(),
                    new Aggregates(spark, sizes, work).table());
            MarkdownSection.replace(file, SECTION, text);
            System.out.println(text);
        } finally {
            spark.stop();
            delete(work);
        }
    }

    private static SparkSession session(Path work) {
        return SparkSession.builder()
                .master("local[1]")
                .appName("benchmark of the SQL functions")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", work.resolve("spark").toString())
                .config("spark.sql.warehouse.dir", work.resolve("warehouse").toString())
                .config("spark.sql.shuffle.partitions", 1)
                .getOrCreate();
    }

    private static String head(SparkSession spark, Sizes sizes) {
        return """
                ```bash
                scripts/benchmark-sql
                ```

                Spark %s, local[1], Java %s, %s, %s; medians of %d after %d to warm up. What is compared ran in turn in one
                JVM, in which every function ran. %s
                """
                        .formatted(
                                spark.version(),
                                System.getProperty("java.version"),
                                Processor.model(),
                                LocalDate.now(),
                                Contest.ROUNDS,
                                Contest.WARM_UP,
                                sizes.isWhole() ? "" : "A trial with a part of the rows: no figures to go by.")
                        .stripTrailing()
                + "\n";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
