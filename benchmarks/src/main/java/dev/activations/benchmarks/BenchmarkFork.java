package dev.activations.benchmarks;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Times all functions in this one JVM, so that none has the compiler for itself: {@code BenchmarkFork FILE simd|scalar SIZE…}.
 * The file gets the lines of {@link Timing}.
 */
public final class BenchmarkFork {

    private BenchmarkFork() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean scalar = arguments[1].equals("scalar");
        String[] sizes = Stream.of(arguments).skip(2).toArray(String[]::new);
        Stream<String> lines = scalar
                ? Timing.lines("FunctionBenchmark.floatValues", sizes, functions())
                        .map(line -> line.replace("floatValues", "scalar"))
                : Stream.of(
                                Timing.lines("FunctionBenchmark.\\w+", sizes, functions()),
                                Timing.lines("PeerBenchmark", sizes, OnnxFunction.names().stream()),
                                Timing.lines("LoopBenchmark", sizes, LoopBenchmark.names().stream()))
                        .flatMap(part -> part);
        Files.write(Path.of(arguments[0]), lines.toList());
    }

    static Stream<String> functions() {
        return Stream.concat(
                Catalogue.entries().stream().filter(Entry::isElementwise).map(entry -> entry.example()
                        .call()),
                Stream.of("gelu(approximate=none)"));
    }
}
