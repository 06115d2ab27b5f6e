package dev.activations.benchmarks.arrow;

import dev.activations.benchmarks.OnnxFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The speed of functions over Arrow vectors in GB/s of input, beside a copy and ONNX Runtime, as tables by size. */
final class VectorTable {

    /** The size that the two targets are for. */
    private static final String TARGET_SIZE = "1048576";

    private record Key(String method, String function, String n) {}

    private final int forks;
    private final List<String> sizes;
    private final Map<Key, List<Double>> nanoseconds = new HashMap<>();

    VectorTable(int forks, List<String> sizes) {
        this.forks = forks;
        this.sizes = sizes;
    }

    /** Adds what {@link VectorFork} wrote. */
    void add(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split("\t");
            nanoseconds
                    .computeIfAbsent(new Key(words[1], words[0], words[2]), key -> new ArrayList<>())
                    .add(Double.parseDouble(words[3]));
        }
    }

    String text() {
        return """
                ```bash
                scripts/benchmark-arrow
                ```

                writes this section, for the Java it runs on (JAVA_HOME): Java %s on %s, %d processors. GB/s of input, one thread,
                medians of %d JVMs in each of which every function listed ran before any was timed. `BatchFunction.apply` of a
                Float4 vector allocates its result, of Arrow's Unsafe memory, and closes it; so does the copy of the vector's
                buffer. ONNX Runtime 1.29: its own operator on direct buffers, the output bound.

                %s%s"""
                .formatted(
                        System.getProperty("java.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        forks,
                        sizes.contains(TARGET_SIZE) ? targets() + "\n" : "",
                        sizes.stream().map(this::table).collect(Collectors.joining("\n")));
    }

    private String targets() {
        return """
                Over %s values `relu` has %.2f of the speed of a copy (target: 0.8), and `gelu` %.2f of ONNX Runtime's (target: 1).
                """
                .formatted(
                        TARGET_SIZE,
                        of("arrow", "relu", TARGET_SIZE) / of("copy", "relu", TARGET_SIZE),
                        of("arrow", "gelu", TARGET_SIZE) / of("onnxRuntime", "gelu", TARGET_SIZE));
    }

    private String table(String n) {
        Stream<String> functions = VectorFork.FUNCTIONS.stream().map(function -> row(function, "arrow", function, n));
        return Stream.of(
                        Stream.of(
                                "### n = %s, Java %d%n%n"
                                        .formatted(n, Runtime.version().feature()),
                                "| function | GB/s | of a copy | ONNX Runtime | of ONNX Runtime |\n|---|---|---|---|---|\n",
                                row("copy of the buffer", "copy", "relu", n)),
                        functions,
                        Stream.of(row("relu, in place", "inPlace", "relu", n)))
                .flatMap(part -> part)
                .collect(Collectors.joining());
    }

    private String row(String name, String method, String function, String n) {
        double ours = of(method, function, n);
        String onnx = " | ";
        if (method.equals("arrow") && OnnxFunction.has(function)) {
            double theirs = of("onnxRuntime", function, n);
            onnx = "%.1f | %.2f".formatted(theirs, ours / theirs);
        }
        return "| %s | %.1f | %.2f | %s |%n".formatted(name, ours, ours / of("copy", "relu", n), onnx);
    }

    /** The median over the forks, as GB/s of input. */
    private double of(String method, String function, String n) {
        List<Double> all = nanoseconds.get(new Key(method, function, n));
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Float.BYTES / sorted[sorted.length / 2];
    }
}
