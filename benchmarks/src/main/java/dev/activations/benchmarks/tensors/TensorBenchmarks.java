package dev.activations.benchmarks.tensors;

import dev.activations.benchmarks.ForkedJvm;
import dev.activations.benchmarks.MarkdownSection;
import dev.activations.benchmarks.Processor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Times the readers of tensor files beside a plain read, and writes the section "Tensor files" of a Markdown file:
 * {@code TensorBenchmarks FILE MEGABYTES LARGE_MEGABYTES}.
 */
public final class TensorBenchmarks {

    private static final String SECTION = "Tensor files";

    private TensorBenchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        long megabytes = Long.parseLong(arguments[1]);
        Path work = Files.createTempDirectory("activations-tensor-benchmark");
        try {
            String speed = speed(work, megabytes);
            String text = head(megabytes) + "\n" + speed + "\n" + memory(work, Long.parseLong(arguments[2]));
            MarkdownSection.replace(file, SECTION, text);
            System.out.println(text);
        } finally {
            delete(work);
        }
    }

    private static String speed(Path work, long megabytes) throws IOException {
        try (SparkSession spark = session("local[1]")) {
            StringBuilder table = new StringBuilder(
                    """
                    | file | GB | plain read, GB/s | reader, GB/s | ratio | query, GB/s |
                    |---|---|---|---|---|---|
                    """);
            for (TensorFileKind kind : TensorFileKind.values()) {
                Path file = work.resolve(kind.fileName());
                kind.write(file, megabytes);
                table.append(new ReadContest(spark, kind, file).line());
                Files.delete(file);
            }
            return table.toString();
        }
    }

    /** Reads a large file in a JVM with little memory. */
    private static String memory(Path work, long megabytes) throws IOException, InterruptedException {
        Path file = work.resolve("large.safetensors");
        TensorFileKind.SAFETENSORS.write(file, megabytes);
        List<String> options = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .toList());
        options.add("-Xmx1g");
        List<String> found = ForkedJvm.run(LargeFileRead.class, options, List.of(file.toString()));
        return """
                A safetensors file of %.1f GB, one tensor, read with a heap of 1 GiB by two tasks at a time in %s parts: %s rows,
                at most %s MB of heap and %s MB of memory in all, %s seconds.
                """
                .formatted(
                        Files.size(file) / 1e9, found.get(0), found.get(1), found.get(2), found.get(3), found.get(4));
    }

    static SparkSession session(String master) {
        SparkSession spark = SparkSession.builder()
                .master(master)
                .appName("benchmark of tensor files")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }

    private static String head(long megabytes) {
        return """
                ```bash
                scripts/benchmark-tensors
                ```

                writes this section: Java %s, %s, vectors of %d bits, %d processors of which one is used, %s. A tensor of %,d MB of float32, rows of
                %,d values, in each format. The plain read is `FileInputStream` into 1 MiB of memory; the reader gives out every row
                with its values as Spark's array (Arrow: every batch); the query is `SELECT sum(values[0])`. Files are in the page
                cache; what is compared ran in turn; medians of %d of processor time: of the one thread that reads, for the query of the
                whole JVM. GB are of the file. For the deflated archive the plain read is
                `java.util.zip.Inflater` alone, and GB are of what it inflates to.
                """
                .formatted(
                        System.getProperty("java.version"),
                        Processor.model(),
                        Processor.vectorBits(),
                        Runtime.getRuntime().availableProcessors(),
                        LocalDate.now(),
                        megabytes,
                        TensorFileKind.WIDTH,
                        ReadContest.ROUNDS);
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
