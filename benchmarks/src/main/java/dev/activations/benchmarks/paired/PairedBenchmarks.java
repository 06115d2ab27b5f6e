package dev.activations.benchmarks.paired;

import dev.activations.benchmarks.ForkedJvm;
import dev.activations.benchmarks.MarkdownSection;
import dev.activations.functions.kernel.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Times functions beside PyTorch and ONNX Runtime, and writes a section for this Java and these instructions:
 * {@code PairedBenchmarks FILE PYTHON [ROUNDS [AVX]]}, by default 7 rounds and what the processor has; with an AVX of 2 our
 * vectors and PyTorch's are those of AVX2 on a wider processor too.
 */
public final class PairedBenchmarks {

    private PairedBenchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String python = arguments[1];
        String rounds = arguments.length > 2 ? arguments[2] : "7";
        boolean narrow = arguments.length > 3 && arguments[3].equals("2");
        List<String> options = new ArrayList<>(List.of("-Dactivations.simd=simd", "-Xmx2g"));
        if (narrow) {
            options.add("-XX:UseAVX=2");
        }
        List<String> lines = ForkedJvm.run(PairedFork.class, options, List.of(python, rounds));
        String vectors = ForkedJvm.run(Width.class, options, List.of()).get(0);
        Map<String, Result> results = new LinkedHashMap<>();
        lines.stream().skip(1).map(line -> line.split("\t")).forEach(words -> results.computeIfAbsent(
                        String.join("\t", words[0], words[1], words[2]), key -> new Result())
                .add(words));
        String heading = "Beside PyTorch and ONNX Runtime, Java %d, %s"
                .formatted(Runtime.version().feature(), narrow ? "AVX2" : "all instructions");
        MarkdownSection.replace(Path.of(arguments[0]), heading, text(lines.get(0), vectors, rounds, results));
    }

    /** Writes what this JVM's vectors are. */
    public static final class Width {

        private Width() {}

        public static void main(String[] arguments) throws IOException {
            Files.writeString(Path.of(arguments[0]), Backend.current().toString());
        }
    }

    /** The rounds of one contest. */
    private static final class Result {

        private final List<double[]> rounds = new ArrayList<>();

        void add(String[] words) {
            rounds.add(Stream.of(words).skip(3).mapToDouble(Double::parseDouble).toArray());
        }

        double nanoseconds(int of) {
            return median(rounds.stream().mapToDouble(round -> round[of]));
        }

        /** The peer's time to ours. */
        double ratio(int peer) {
            return median(rounds.stream().mapToDouble(round -> round[peer] / round[0]));
        }

        private static double median(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    private static String text(String torch, String vectors, String rounds, Map<String, Result> results)
            throws IOException {
        StringBuilder text = new StringBuilder(
                """
                ```bash
                scripts/benchmark-peers
                ```

                writes this section, for the Java it runs on (JAVA_HOME). %s; ours: Java %s, %s; %s (with AVX2 alone where our
                vectors have no more); ONNX Runtime 1.29 with whatever it finds. %s. One thread; nanoseconds of processor time per
                value of N(0, 3), medians of %s rounds in each of which all take their turn; results go to memory that is there
                already. A ratio is the peer's time to ours: above 1 ours is faster. A million values in all, in rows of n where
                that is given; n of functions of one number is a million.

                | function | type | n | ours, ns | PyTorch, ns | ratio | ONNX Runtime, ns | ratio |
                |---|---|---|---|---|---|---|---|
                """
                        .formatted(
                                processor(),
                                System.getProperty("java.version"),
                                vectors,
                                torch,
                                LocalDate.now(),
                                rounds));
        results.forEach((key, result) -> text.append("| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        key.replace("\t", " | "),
                        number(result.nanoseconds(0)),
                        number(result.nanoseconds(1)),
                        number(result.ratio(1)),
                        number(result.nanoseconds(2)),
                        number(result.ratio(2)))));
        double[] best = results.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("\t" + Contest.VALUES))
                .mapToDouble(entry -> Stream.of(
                                entry.getValue().ratio(1), entry.getValue().ratio(2))
                        .filter(ratio -> !Double.isNaN(ratio))
                        .mapToDouble(ratio -> ratio)
                        .min()
                        .orElseThrow())
                .toArray();
        double mean = Math.exp(DoubleStream.of(best).map(Math::log).average().orElseThrow());
        return text.append("%nGeometric mean of the functions of one number against the faster of the two: %.2f.%n"
                        .formatted(mean))
                .toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : "%.2f".formatted(value);
    }

    /** What Linux calls the processor. */
    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        String model = Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceFirst(".*: ", ""))
                        .findFirst()
                        .orElse("unknown")
                : System.getProperty("os.arch");
        return model + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }
}
