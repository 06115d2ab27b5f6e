package dev.activations.benchmarks.arrow;

import dev.activations.benchmarks.MarkdownSection;
import dev.activations.benchmarks.OnnxFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Times functions over Arrow vectors and streams, and writes the sections "Arrow vectors" and "Arrow streams" of a Markdown
 * file: {@code ArrowBenchmarks FILE MEGABYTES [FORKS [SIZE…]]}, by default 1 fork and 4096 to 16777216 values.
 */
public final class ArrowBenchmarks {

    /** Identity is the staging alone. */
    static final List<String> FUNCTIONS =
            List.of("identity", "relu", "sigmoid", "tanh", "swish", "gelu", "gelu(approximate=none)");

    private static final List<String> SIZES = List.of("4096", "65536", "1048576", "16777216");

    private ArrowBenchmarks() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        int forks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        String[] sizes = arguments.length > 3
                ? Arrays.copyOfRange(arguments, 3, arguments.length)
                : SIZES.toArray(String[]::new);
        Map<String, Double> gigabytes = new HashMap<>();
        collect(run("copy", forks, sizes, Stream.of("copy in a new buffer")), "copy", gigabytes);
        collect(run("arrow", forks, sizes, FUNCTIONS.stream()), "arrow", gigabytes);
        collect(run("inPlace", forks, sizes, Stream.of("relu")), "inPlace", gigabytes);
        collect(
                run("onnxRuntime", forks, sizes, FUNCTIONS.stream().filter(OnnxFunction::has)),
                "onnxRuntime",
                gigabytes);
        MarkdownSection.replace(file, "Arrow vectors", text(gigabytes, sizes, forks));
        MarkdownSection.replace(file, "Arrow streams", StreamBenchmark.run(Integer.parseInt(arguments[1])));
    }

    private static Collection<RunResult> run(String method, int forks, String[] sizes, Stream<String> functions)
            throws RunnerException {
        String[] names = method.equals("copy") ? new String[] {"relu"} : functions.toArray(String[]::new);
        return new Runner(new OptionsBuilder()
                        .include("VectorBenchmark\\." + method + "$")
                        .param("function", names)
                        .param("n", sizes)
                        .forks(forks)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(300))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(300))
                        .build())
                .run();
    }

    /** GB/s of input by method, function and size. */
    private static void collect(Collection<RunResult> results, String method, Map<String, Double> gigabytes) {
        for (RunResult result : results) {
            String n = result.getParams().getParam("n");
            double nanoseconds = result.getPrimaryResult().getStatistics().getPercentile(50);
            gigabytes.put(
                    String.join(" ", method, result.getParams().getParam("function"), n),
                    Long.parseLong(n) * Float.BYTES / nanoseconds);
        }
    }

    private static String text(Map<String, Double> gigabytes, String[] sizes, int forks) {
        StringBuilder text = new StringBuilder(
                """
                ```bash
                scripts/benchmark-arrow
                ```

                GB/s of input, one thread, %s, Java %s on %s (%d processors), median of %d iterations; every function listed ran
                before any was timed. "Arrow" is `BatchFunction.apply` of a Float4 vector: it allocates and closes the result, as
                does the copy of the vector's buffer in the first row. `identity` is the staging through the heap alone. "ONNX"
                is ONNX Runtime's own operator on direct buffers, its output bound.

                """
                        .formatted(
                                forks == 1 ? "one fork" : forks + " forks",
                                System.getProperty("java.version"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                3 * forks));
        text.append(Stream.of(sizes)
                .map(n -> "Arrow, n = %s | of the copy | ONNX".formatted(n))
                .collect(Collectors.joining(" | ", "| function | ", " |\n")));
        text.append("|---|").append("---|---|---|".repeat(sizes.length)).append('\n');
        text.append(row("copy of the buffer", "copy relu", gigabytes, sizes));
        for (String function : FUNCTIONS) {
            text.append(row(function, "arrow " + function, gigabytes, sizes));
        }
        return text.append(row("relu, in place", "inPlace relu", gigabytes, sizes))
                .toString();
    }

    private static String row(String name, String key, Map<String, Double> gigabytes, String[] sizes) {
        String onnx = key.replaceFirst("^\\w+", "onnxRuntime");
        return Stream.of(sizes)
                .map(n -> {
                    double ours = gigabytes.get(key + " " + n);
                    Double theirs = key.startsWith("arrow") ? gigabytes.get(onnx + " " + n) : null;
                    return "%.1f | %.2f | %s"
                            .formatted(
                                    ours,
                                    ours / gigabytes.get("copy relu " + n),
                                    theirs == null ? "" : "%.1f".formatted(theirs));
                })
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |\n"));
    }
}
