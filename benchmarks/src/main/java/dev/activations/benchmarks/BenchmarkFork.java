package dev.activations.benchmarks;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times all functions in this one JVM, so that none has the compiler for itself: {@code BenchmarkFork FILE simd|scalar SIZE…}.
 * The file gets a line a result: function, measurement, size, nanoseconds per value.
 */
public final class BenchmarkFork {

    private BenchmarkFork() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean scalar = arguments[1].equals("scalar");
        String[] sizes = Stream.of(arguments).skip(2).toArray(String[]::new);
        List<RunResult> results = new ArrayList<>();
        results.addAll(run("FunctionBenchmark." + (scalar ? "floatValues" : "\\w+"), sizes, functions()));
        if (!scalar) {
            results.addAll(run("PeerBenchmark", sizes, OnnxFunction.names().stream()));
            results.addAll(run("LoopBenchmark", sizes, LoopBenchmark.names().stream()));
        }
        List<String> lines = results.stream()
                .map(result -> line(result, scalar ? "scalar" : null))
                .toList();
        Files.write(Path.of(arguments[0]), lines);
    }

    static Stream<String> functions() {
        return Stream.concat(
                Catalogue.entries().stream().filter(Entry::isElementwise).map(entry -> entry.example()
                        .call()),
                Stream.of("gelu(approximate=none)"));
    }

    private static Collection<RunResult> run(String benchmarks, String[] sizes, Stream<String> functions)
            throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("\\." + benchmarks + "$|\\." + benchmarks + "\\.")
                        .param("function", functions.toArray(String[]::new))
                        .param("n", sizes)
                        .forks(0)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(30))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(30))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static String line(RunResult result, String measurement) {
        String n = result.getParams().getParam("n");
        double median = result.getPrimaryResult().getStatistics().getPercentile(50);
        return String.join(
                "\t",
                result.getParams().getParam("function"),
                measurement == null ? result.getPrimaryResult().getLabel() : measurement,
                n,
                Double.toString(median / Integer.parseInt(n)));
    }
}
