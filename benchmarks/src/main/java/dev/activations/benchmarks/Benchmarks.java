package dev.activations.benchmarks;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Times every function beside ONNX Runtime and writes a table: {@code Benchmarks FILE [FORKS [SIZE… [FUNCTION…]]]}, the
 * defaults being 5 forks, 4096 and 1048576 values, all functions.
 */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        int forks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String[] sizes = select(arguments, "\\d+", Stream.of("4096", "1048576"));
        String[] functions = select(arguments, "\\D.*", functions());
        Table table = new Table();
        table.add(run("floatValues|floatDerivatives|doubleValues|doubleDerivatives", forks, sizes, functions));
        table.add(run("copy", forks, sizes, "relu"));
        String[] shared = Stream.of(functions).filter(OnnxFunction::has).toArray(String[]::new);
        if (shared.length > 0) {
            table.add(run("onnxRuntime", forks, sizes, shared));
        }
        Files.writeString(Path.of(arguments[0]), table.text(sizes));
    }

    private static String[] select(String[] arguments, String form, Stream<String> otherwise) {
        String[] given =
                Stream.of(arguments).skip(2).filter(a -> a.matches(form)).toArray(String[]::new);
        return given.length > 0 ? given : otherwise.toArray(String[]::new);
    }

    private static Stream<String> functions() {
        return Stream.concat(
                Catalogue.entries().stream().filter(Entry::isElementwise).map(entry -> entry.example()
                        .call()),
                Stream.of("gelu(approximate=none)"));
    }

    private static Collection<RunResult> run(String methods, int forks, String[] sizes, String... functions)
            throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("FunctionBenchmark\\.(" + methods + ")$")
                        .param("function", functions)
                        .param("n", sizes)
                        .forks(forks)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(300))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(300))
                        .jvmArgsAppend("--add-modules=jdk.incubator.vector", "-Dactivations.simd=simd")
                        .build())
                .run();
    }

    /** Nanoseconds per value by function, measurement and size. */
    private static final class Table {

        private final Map<String, Map<String, Double>> rows = new TreeMap<>();

        void add(Collection<RunResult> results) {
            for (RunResult result : results) {
                String n = result.getParams().getParam("n");
                String method = result.getPrimaryResult().getLabel();
                double median = result.getPrimaryResult().getStatistics().getPercentile(50);
                String row = method.equals("copy") ? "copy" : result.getParams().getParam("function");
                rows.computeIfAbsent(row, name -> new TreeMap<>()).put(method + " " + n, median / Integer.parseInt(n));
            }
        }

        String text(String[] sizes) {
            StringBuilder text = new StringBuilder(
                    """
                    # Speed of the functions

                    Nanoseconds per value, one thread, median of all iterations of all forks, Java %s on %s; every function ran before
                    any was timed. ONNX Runtime: its own operator on direct buffers with the output bound. Made by
                    `mvn -Pbenchmarks -pl benchmarks -am verify -DskipTests`.
                    """
                            .formatted(System.getProperty("java.version"), System.getProperty("os.arch")));
            for (String n : sizes) {
                text.append("\n## n = %s\n\n".formatted(n))
                        .append(
                                "| function | float | ONNX Runtime | ratio | derivative | double | derivative, double |\n")
                        .append("|---|---|---|---|---|---|---|\n");
                rows.forEach((name, values) -> text.append(row(name, values, n)));
                text.append("\nGeometric mean of the ratios: %.2f\n".formatted(geometricMean(n)));
            }
            return text.toString();
        }

        private static String row(String name, Map<String, Double> values, String n) {
            Double ours = values.getOrDefault("floatValues " + n, values.get("copy " + n));
            Double theirs = values.get("onnxRuntime " + n);
            return Stream.of(
                            name,
                            cell(ours),
                            cell(theirs),
                            theirs == null ? "" : "%.2f".formatted(theirs / ours),
                            cell(values.get("floatDerivatives " + n)),
                            cell(values.get("doubleValues " + n)),
                            cell(values.get("doubleDerivatives " + n)))
                    .collect(Collectors.joining(" | ", "| ", " |\n"));
        }

        private static String cell(Double nanoseconds) {
            return nanoseconds == null ? "" : "%.3f".formatted(nanoseconds);
        }

        private double geometricMean(String n) {
            return Math.exp(rows.values().stream()
                    .filter(values -> values.containsKey("onnxRuntime " + n))
                    .mapToDouble(values -> Math.log(values.get("onnxRuntime " + n) / values.get("floatValues " + n)))
                    .average()
                    .orElse(Double.NaN));
        }
    }
}
