package dev.activations.benchmarks.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.DoubleStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * Times {@code bin/activations arrow} over a stream, as a shell runs it, beside {@code cat}: {@code StreamBenchmark FILE MEGABYTES}
 * writes the text of the section, with the Java it runs on itself as JAVA_HOME.
 */
public final class StreamBenchmark {

    private static final int ROWS = 1 << 16;
    private static final int REPETITIONS = 3;

    private final Path folder;
    private final StringBuilder table = new StringBuilder("| what | seconds | GB/s |\n|---|---|---|\n");

    private StreamBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Files.writeString(Path.of(arguments[0]), run(Integer.parseInt(arguments[1])));
    }

    private static String run(int megabytes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("activations-");
        try {
            StreamBenchmark benchmark = new StreamBenchmark(folder);
            long bytes = write(folder.resolve("x"), megabytes * (1L << 20) / (ROWS * Float.BYTES));
            write(folder.resolve("empty"), 0);
            benchmark.time("`cat`", "cat x | cat >y", bytes);
            for (String function : new String[] {"identity", "relu", "gelu"}) {
                String command = "bin/activations arrow %s --column x --in-place".formatted(function);
                benchmark.time("`%s`".formatted(command), "cat x | \"$home\"/%s >y".formatted(command), bytes);
            }
            benchmark.time(
                    "the last one with an empty stream",
                    "\"$home\"/bin/activations arrow gelu --column x <empty >y",
                    0);
            return benchmark.text(bytes);
        } finally {
            for (String file : new String[] {"x", "y", "empty", ""}) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
    }

    private static long write(Path file, long batches) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                Float4Vector x = new Float4Vector("x", allocator);
                VectorSchemaRoot batch = VectorSchemaRoot.of(x);
                OutputStream out = Files.newOutputStream(file);
                ArrowStreamWriter writer = new ArrowStreamWriter(batch, null, out)) {
            x.allocateNew(ROWS);
            for (int i = 0; i < ROWS; i++) {
                x.set(i, i % 1000 / 100f - 5);
            }
            batch.setRowCount(ROWS);
            writer.start();
            for (long i = 0; i < batches; i++) {
                writer.writeBatch();
            }
            writer.end();
        }
        return Files.size(file);
    }

    private void time(String what, String command, long bytes) throws IOException, InterruptedException {
        double[] seconds = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            ProcessBuilder shell =
                    new ProcessBuilder("bash", "-o", "pipefail", "-c", command).directory(folder.toFile());
            shell.environment().put("home", Path.of("").toAbsolutePath().toString());
            shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
            int status = shell.redirectError(Redirect.INHERIT).start().waitFor();
            seconds[i] = (System.nanoTime() - start) / 1e9;
            if (status != 0) {
                throw new IllegalStateException("status %d: %s".formatted(status, command));
            }
        }
        double median = DoubleStream.of(seconds).sorted().toArray()[REPETITIONS / 2];
        table.append("| %s | %.2f | %s |\n"
                .formatted(what, median, bytes == 0 ? "" : "%.2f".formatted(bytes / median / 1e9)));
    }

    private String text(long bytes) {
        return """
                ```bash
                scripts/benchmark-arrow
                ```

                A stream of %.2f GB, one column of floats in batches of 65,536, from a pipe into a file.

                %s
                Medians of %d of wall time, from the JVM's start to its end, %d processors, Java %s, %s.
                """
                .formatted(
                        bytes / 1e9,
                        table,
                        REPETITIONS,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        LocalDate.now());
    }
}
