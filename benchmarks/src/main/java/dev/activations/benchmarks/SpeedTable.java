package dev.activations.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nanoseconds per value by function, measurement and size, as medians over the forks; and the tables of them. */
final class SpeedTable {

    private record Key(String function, String measurement, String n) {}

    private final int forks;
    private final Map<Key, List<Double>> nanoseconds = new HashMap<>();
    private final Set<String> functions = new TreeSet<>();

    SpeedTable(int forks) {
        this.forks = forks;
    }

    /** Adds what {@link BenchmarkFork} wrote. */
    void add(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split("\t");
            functions.add(words[0]);
            nanoseconds
                    .computeIfAbsent(new Key(words[0], words[1], words[2]), key -> new ArrayList<>())
                    .add(Double.parseDouble(words[3]));
        }
    }

    String text(List<String> sizes) {
        StringBuilder text = new StringBuilder(
                """
                ```bash
                scripts/benchmark-functions
                ```

                writes this section, for the Java it runs on (JAVA_HOME): Java %s on %s, %d processors. Nanoseconds per value, one
                thread, values of N(0, 3), medians over %d JVMs in each of which every function ran before any was timed. ONNX
                Runtime 1.29: its own operator on direct buffers with the output bound; the ratio is its time to ours. Loop: a plain
                one with `Math`. Scalar: ours without vectors, the same bits.
                """
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                forks));
        for (String n : sizes) {
            text.append(
                    """

                    ### n = %s, Java %d

                    | function | float | ONNX Runtime | ratio | loop | scalar | derivative | double | derivative, double | double to float |
                    |---|---|---|---|---|---|---|---|---|---|
                    """
                            .formatted(n, Runtime.version().feature()));
            functions.forEach(name -> text.append(row(name, n)));
            text.append(summary(n));
        }
        return text.toString();
    }

    private String row(String name, String n) {
        double copy = of(name, "mathLoop", n);
        double ours = name.equals("copy") ? copy : of(name, "floatValues", n);
        return Stream.of(
                        ours,
                        of(name, "onnxRuntime", n),
                        ratio(name, n),
                        name.equals("copy") ? Double.NaN : copy,
                        of(name, "scalar", n),
                        of(name, "floatDerivatives", n),
                        of(name, "doubleValues", n),
                        of(name, "doubleDerivatives", n),
                        of(name, "doubleValues", n) / ours)
                .map(number -> Double.isNaN(number) ? "" : "%.3f".formatted(number))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |\n"));
    }

    private String summary(String n) {
        Map<String, Double> ratios = new TreeMap<>();
        for (String name : functions) {
            if (!Double.isNaN(ratio(name, n))) {
                ratios.put(name, ratio(name, n));
            }
        }
        double mean = Math.exp(
                ratios.values().stream().mapToDouble(Math::log).average().orElse(Double.NaN));
        String slower = ratios.entrySet().stream()
                .filter(entry -> entry.getValue() < 1)
                .map(entry -> "%s (%.2f of its speed)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return "\nGeometric mean of the ratios: %.2f. Slower than ONNX Runtime: %s.\n"
                .formatted(mean, slower.isEmpty() ? "none" : slower);
    }

    private double ratio(String name, String n) {
        return of(name, "onnxRuntime", n) / of(name, "floatValues", n);
    }

    /** The median, or NaN where there is no such measurement. */
    private double of(String function, String measurement, String n) {
        List<Double> all = new ArrayList<>(nanoseconds.getOrDefault(new Key(function, measurement, n), List.of()));
        Collections.sort(all);
        int half = all.size() / 2;
        return all.isEmpty()
                ? Double.NaN
                : all.size() % 2 == 1 ? all.get(half) : (all.get(half - 1) + all.get(half)) / 2;
    }
}
