package dev.activations.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times every function beside ONNX Runtime, a plain loop and a copy, in several JVMs one after the other, and writes the
 * section of this Java's version: {@code Benchmarks FILE [FORKS [SIZE…]]}, by default 5 forks; 256, 4096 and 1048576 values.
 */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int forks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<String> sizes =
                arguments.length > 2 ? Stream.of(arguments).skip(2).toList() : List.of("256", "4096", "1048576");
        SpeedTable table = new SpeedTable(forks);
        for (int i = 0; i < forks; i++) {
            System.out.printf("fork %d of %d%n", i + 1, forks);
            table.add(fork("simd", sizes));
            table.add(fork("scalar", List.of("4096")));
        }
        MarkdownSection.replace(
                Path.of(arguments[0]),
                "The functions, Java " + Runtime.version().feature(),
                table.text(sizes));
    }

    private static List<String> fork(String mode, List<String> sizes) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(mode));
        arguments.addAll(sizes);
        return ForkedJvm.run(
                BenchmarkFork.class,
                List.of("-Dactivations.simd=" + mode, "-Dactivations.warm.calls=" + (mode.equals("simd") ? 3000 : 200)),
                arguments);
    }
}
