package dev.activations.benchmarks.tensors;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads all of a file in this JVM and says what that took: parts, rows, megabytes of heap, of memory, seconds. */
final class LargeFileRead {

    private LargeFileRead() {}

    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = TensorBenchmarks.session("local[2]")) {
            long start = System.nanoTime();
            Dataset<Row> table = spark.read().format("safetensors").load(arguments[1]);
            Row row = table.selectExpr("count(*)", "sum(values[0])").first();
            double seconds = (System.nanoTime() - start) / 1e9;
            Files.write(
                    Path.of(arguments[0]),
                    List.of(
                            Integer.toString(table.rdd().getNumPartitions()),
                            "%,d".formatted(row.getLong(0)),
                            Long.toString(peakHeap() >> 20),
                            Long.toString(peakMemory() >> 10),
                            "%.0f".formatted(seconds)));
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Kilobytes, as Linux counts them. */
    private static long peakMemory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
