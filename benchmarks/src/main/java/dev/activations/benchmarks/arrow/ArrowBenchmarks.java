package dev.activations.benchmarks.arrow;

import dev.activations.benchmarks.ForkedJvm;
import dev.activations.benchmarks.MarkdownSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Times functions over Arrow vectors, rows and streams, and writes the sections "Arrow vectors", "Arrow rows" and "Arrow streams"
 * of this Java's version: {@code ArrowBenchmarks FILE MEGABYTES [FORKS [SIZE…]]}, by default 5 forks and 4096 to 16777216 values.
 */
public final class ArrowBenchmarks {

    private static final List<String> SIZES = List.of("4096", "65536", "1048576", "16777216");

    private static final List<String> OPTIONS = List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Darrow.allocation.manager.type=Unsafe",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dactivations.simd=simd");

    private ArrowBenchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        int forks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        List<String> sizes = arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : SIZES;
        VectorTable table = new VectorTable(forks, sizes);
        for (int i = 0; i < forks; i++) {
            System.out.printf("fork %d of %d%n", i + 1, forks);
            table.add(ForkedJvm.run(VectorFork.class, OPTIONS, sizes));
        }
        int java = Runtime.version().feature();
        MarkdownSection.replace(file, "Arrow vectors, Java " + java, table.text());
        System.out.println("rows");
        List<String> rows = ForkedJvm.run(RowsFork.class, OPTIONS, List.of());
        MarkdownSection.replace(file, "Arrow rows, Java " + java, String.join("\n", rows) + "\n");
        System.out.println("streams");
        List<String> streams = ForkedJvm.run(StreamBenchmark.class, OPTIONS, List.of(arguments[1]));
        MarkdownSection.replace(file, "Arrow streams, Java " + java, String.join("\n", streams));
    }
}
