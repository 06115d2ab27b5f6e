package dev.activations.benchmarks;

import ai.onnxruntime.OrtException;
import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Elementwise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes ONNX Runtime's largest float error beside ours on the same inputs: {@code OnnxAccuracy FILE}. The reference is our
 * value in double, which the tests hold to 2 ULP of double.
 */
public final class OnnxAccuracy {

    private static final int INPUTS = 1 << 20;
    private static final float REACH = 32;

    /** The largest error of some results, in ULP of float, and the input that has it. */
    private record Error(double ulps, float at) {

        static Error of(float[] inputs, float[] results, Elementwise reference) {
            Error largest = new Error(0, 0);
            for (int i = 0; i < inputs.length; i++) {
                double exact = reference.value((double) inputs[i]);
                double ulps = Math.abs(results[i] - exact) / Math.ulp((float) exact);
                largest = ulps > largest.ulps ? new Error(ulps, inputs[i]) : largest;
            }
            return largest;
        }

        @Override
        public String toString() {
            return "%.3g | %s".formatted(ulps, at);
        }
    }

    private OnnxAccuracy() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Files.write(Path.of(arguments[0]), ForkedJvm.run(Fork.class, List.of(), List.of()));
    }

    /** Writes the page, in a JVM that ONNX Runtime bears. */
    public static final class Fork {

        private Fork() {}

        public static void main(String[] arguments) throws OrtException, IOException {
            Files.writeString(Path.of(arguments[0]), page());
        }
    }

    private static String page() throws OrtException {
        float[] inputs = new float[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            inputs[i] = (2f * i / INPUTS - 1) * REACH;
        }
        StringBuilder text = new StringBuilder(
                """
                # Accuracy compared with ONNX Runtime

                The table shows the largest error of our functions and of ONNX Runtime's own operators, in units of the last place (ULP) of
                float, over %d inputs evenly spaced from -32 to 32. `dev.activations.benchmarks.OnnxAccuracy` generates this page.

                | function | ours | at x = | ONNX Runtime | at x = |
                |---|---|---|---|---|
                """
                        .formatted(INPUTS));
        for (String function : OnnxFunction.names()) {
            text.append(row(function, inputs));
        }
        return text.toString();
    }

    private static String row(String function, float[] inputs) throws OrtException {
        Elementwise ours = Catalogue.named(function).elementwise().orElseThrow();
        float[] results = new float[inputs.length];
        ours.values(inputs, 0, results, 0, inputs.length);
        try (OnnxFunction onnx = new OnnxFunction(function, inputs)) {
            onnx.run();
            return "| %s | %s | %s |%n"
                    .formatted(function, Error.of(inputs, results, ours), Error.of(inputs, onnx.results(), ours));
        }
    }
}
