package dev.activations.functions.definition;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Chooses the {@link Backend} of this JVM, once, and logs which and why. */
final class BackendChoice {

    static final String PROPERTY = "activations.simd";

    private static final String SIMD = "dev.activations.functions.simd.SimdBackend";
    private static final System.Logger LOG = System.getLogger("dev.activations.functions");

    static final Backend CURRENT = choose(System.getProperty(PROPERTY, "auto"));

    private BackendChoice() {}

    /**
     * The backend of a mode.
     *
     * @throws IllegalArgumentException for a mode that there is not
     * @throws IllegalStateException where the mode is {@code simd} and vectors cannot be had
     */
    static Backend choose(String mode) {
        Backend backend =
                switch (mode) {
                    case "scalar" -> new ScalarBackend();
                    case "simd" -> simdOrFail();
                    case "auto" -> simdOrScalar();
                    default ->
                        throw new IllegalArgumentException(
                                "-D%s must be auto, scalar or simd, got %s".formatted(PROPERTY, mode));
                };
        LOG.log(Level.DEBUG, "activation functions run {0}", backend);
        return backend;
    }

    private static Backend simdOrFail() {
        try {
            return tested(load());
        } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
            throw new IllegalStateException(
                    "-D%s=simd, but there are no vectors: %s; start Java with --add-modules=jdk.incubator.vector"
                            .formatted(PROPERTY, reason(e)),
                    e);
        }
    }

    private static Backend simdOrScalar() {
        try {
            requireCompilerWithVectors();
            return new TrialBackend(tested(load()));
        } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
            LOG.log(
                    Level.INFO,
                    "activation functions run one value at a time, because {0}; for SIMD start Java with"
                            + " --add-modules=jdk.incubator.vector",
                    reason(e));
            return new ScalarBackend();
        }
    }

    private static Backend load() throws ReflectiveOperationException {
        return (Backend) Class.forName(SIMD).getDeclaredConstructor().newInstance();
    }

    /** Vectors are fast where C2 compiles them; elsewhere each operation is a call and an allocation. */
    private static void requireCompilerWithVectors() {
        String vm = System.getProperty("java.vm.name", "");
        boolean hotSpot = vm.contains("HotSpot") || vm.contains("OpenJDK");
        if (!hotSpot || !vm.contains("Server") || Boolean.getBoolean("jvmci.Compiler")) {
            throw new UnsupportedOperationException("this JVM (" + vm + ") does not compile vectors");
        }
    }

    /** Compares a few values with the scalar formula before anything relies on the vectors. */
    private static Backend tested(Backend simd) {
        double[] inputs = {
            -40, -3.5, -0.75, -0.0, 1e-9, 0.5, 2, 30, Double.NEGATIVE_INFINITY, Double.NaN, 700, -710, 1, -1, 5, 6
        };
        float[] floats = new float[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            floats[i] = (float) inputs[i];
        }
        for (Elementwise function : List.of(new Sigmoid(), new Gelu(), new Softplus(1), new HardTanh(-1, 1))) {
            Loops vectors = simd.loops(function);
            Loops scalars = new ScalarLoops(function);
            if (!Arrays.equals(values(vectors, inputs), values(scalars, inputs))
                    || !Arrays.equals(values(vectors, floats), values(scalars, floats))
                    || !Arrays.equals(valuesOffHeap(vectors, inputs), values(scalars, inputs))
                    || !Arrays.equals(valuesOffHeap(vectors, floats), values(scalars, floats))) {
                throw new UnsupportedOperationException("vectors and scalars differ for " + function);
            }
        }
        return simd;
    }

    private static double[] values(Loops loops, double[] inputs) {
        double[] outputs = new double[inputs.length];
        loops.values(inputs, 0, outputs, 0, inputs.length);
        return outputs;
    }

    private static float[] values(Loops loops, float[] inputs) {
        float[] outputs = new float[inputs.length];
        loops.values(inputs, 0, outputs, 0, inputs.length);
        return outputs;
    }

    /** Outside the heap where the loops reach that; otherwise as in arrays. */
    private static double[] valuesOffHeap(Loops loops, double[] inputs) {
        double[] outputs = values(loops, inputs);
        DoubleBuffer source =
                offHeap(inputs.length * Double.BYTES).asDoubleBuffer().put(0, inputs);
        DoubleBuffer destination = offHeap(inputs.length * Double.BYTES).asDoubleBuffer();
        if (loops.valuesOffHeap(source, destination)) {
            destination.get(outputs);
        }
        return outputs;
    }

    private static float[] valuesOffHeap(Loops loops, float[] inputs) {
        float[] outputs = values(loops, inputs);
        FloatBuffer source =
                offHeap(inputs.length * Float.BYTES).asFloatBuffer().put(0, inputs);
        FloatBuffer destination = offHeap(inputs.length * Float.BYTES).asFloatBuffer();
        if (loops.valuesOffHeap(source, destination)) {
            destination.get(outputs);
        }
        return outputs;
    }

    private static ByteBuffer offHeap(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static String reason(Throwable e) {
        boolean absent = e instanceof NoClassDefFoundError || e.getCause() instanceof NoClassDefFoundError;
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return absent ? "the module jdk.incubator.vector is not there" : cause.getMessage();
    }
}
