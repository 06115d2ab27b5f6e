package dev.activations.benchmarks.arrow;

import dev.activations.benchmarks.OnnxFunction;
import dev.activations.benchmarks.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Times functions over Arrow vectors, a copy and ONNX Runtime in this one JVM, so that none has the compiler or the memory for
 * itself: {@code VectorFork FILE SIZE…}. The file gets the lines of {@link Timing}.
 */
public final class VectorFork {

    /** Identity is what it takes without a function. */
    static final List<String> FUNCTIONS =
            List.of("identity", "relu", "sigmoid", "tanh", "swish", "gelu", "gelu(approximate=none)");

    private VectorFork() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        String[] sizes = Stream.of(arguments).skip(1).toArray(String[]::new);
        Stream<String> lines = Stream.of(
                        Timing.lines("VectorBenchmark.copy", sizes, Stream.of("relu")),
                        Timing.lines("VectorBenchmark.arrow", sizes, FUNCTIONS.stream()),
                        Timing.lines("VectorBenchmark.inPlace", sizes, Stream.of("relu")),
                        Timing.lines(
                                "PeerBenchmark.onnxRuntime",
                                sizes,
                                FUNCTIONS.stream().filter(OnnxFunction::has)))
                .flatMap(part -> part);
        Files.write(Path.of(arguments[0]), lines.toList());
    }
}
