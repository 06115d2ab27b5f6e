package dev.activations.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One function as ONNX Runtime computes it: one thread, direct buffers, the output bound to its own. */
public final class OnnxFunction implements AutoCloseable {

    private record Operator(String name, String domain, Map<String, Object> attributes) {
        Operator(String name) {
            this(name, "", Map.of());
        }
    }

    /** The catalogue's functions that ONNX Runtime has as one operator. */
    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("sigmoid", new Operator("Sigmoid")),
            Map.entry("tanh", new Operator("Tanh")),
            Map.entry("relu", new Operator("Relu")),
            Map.entry("leaky_relu", new Operator("LeakyRelu", "", Map.of("alpha", 0.01f))),
            Map.entry("thresholded_relu", new Operator("ThresholdedRelu", "", Map.of("alpha", 1f))),
            Map.entry("elu", new Operator("Elu")),
            Map.entry("selu", new Operator("Selu")),
            Map.entry("celu", new Operator("Celu")),
            Map.entry("gelu", new Operator("Gelu", "", Map.of("approximate", "tanh"))),
            Map.entry("gelu(approximate=none)", new Operator("Gelu", "", Map.of("approximate", "none"))),
            Map.entry("quick_gelu", new Operator("QuickGelu", "com.microsoft", Map.of("alpha", 1.702f))),
            Map.entry("swish", new Operator("QuickGelu", "com.microsoft", Map.of("alpha", 1f))),
            Map.entry("mish", new Operator("Mish")),
            Map.entry("softplus", new Operator("Softplus")),
            Map.entry("softsign", new Operator("Softsign")),
            Map.entry("hard_sigmoid", new Operator("HardSigmoid", "", Map.of("alpha", 1 / 6f, "beta", 0.5f))),
            Map.entry("hard_swish", new Operator("HardSwish")),
            Map.entry("exponential", new Operator("Exp")),
            Map.entry("softmax", new Operator("Softmax")),
            Map.entry("log_softmax", new Operator("LogSoftmax")));

    /** Those of {@link #OPERATORS} that are of a row and not of one number. */
    private static final Set<String> OF_ROWS = Set.of("softmax", "log_softmax");

    private final OrtSession session;
    private final OnnxTensor input;
    private final OnnxTensor output;

    /** @throws IllegalArgumentException for a function that ONNX Runtime does not have */
    public OnnxFunction(String call, float[] values) throws OrtException {
        this(call, values, 1);
    }

    /**
     * @param rows in how many rows the values are
     * @throws IllegalArgumentException for a function that ONNX Runtime does not have
     */
    public OnnxFunction(String call, float[] values, int rows) throws OrtException {
        if (!has(call)) {
            throw new IllegalArgumentException("ONNX Runtime has no operator for " + call);
        }
        Operator operator = OPERATORS.get(call);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(
                    OnnxModel.of(operator.name(), operator.domain(), operator.attributes(), rows, values.length / rows),
                    options);
        }
        input = tensor(environment, direct(values.length).put(values).rewind(), rows);
        output = tensor(environment, direct(values.length), rows);
    }

    public static boolean has(String call) {
        return OPERATORS.containsKey(call);
    }

    /** The functions of one number that ONNX Runtime has, by their calls in the catalogue. */
    static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(OPERATORS.keySet());
        names.removeAll(OF_ROWS);
        return names;
    }

    /** What the last run gave. */
    float[] results() {
        float[] results = new float[(int) output.getInfo().getNumElements()];
        output.getFloatBuffer().get(results);
        return results;
    }

    public void run() throws OrtException {
        session.run(Map.of("x", input), Set.of(), Map.of("y", output)).close();
    }

    /** As {@link #run}, where nothing may be thrown that is checked. */
    public void runUnchecked() {
        try {
            run();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer buffer, int rows) throws OrtException {
        return OnnxTensor.createTensor(environment, buffer, new long[] {rows, buffer.capacity() / rows});
    }

    @Override
    public void close() throws OrtException {
        input.close();
        output.close();
        session.close();
    }
}
