package dev.activations.functions.simd;

import dev.activations.functions.definition.Gelu;
import dev.activations.functions.definition.HardTanh;
import dev.activations.functions.definition.Sigmoid;
import dev.activations.functions.definition.Softplus;
import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Loops;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Compares a few values with the scalar formula before anything relies on the vectors. */
final class SelfTest {

    private SelfTest() {}

    /** @throws UnsupportedOperationException where a bit differs */
    static void run(Backend simd) {
        double[] inputs = {
            -40, -3.5, -0.75, -0.0, 1e-9, 0.5, 2, 30, Double.NEGATIVE_INFINITY, Double.NaN, 700, -710, 1, -1, 5, 6
        };
        float[] floats = new float[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            floats[i] = (float) inputs[i];
        }
        for (Elementwise function : List.of(new Sigmoid(), new Gelu(), new Softplus(1), new HardTanh(-1, 1))) {
            Loops vectors = simd.loops(function);
            Loops scalars = Backend.scalarLoops(function);
            if (!Arrays.equals(values(vectors, inputs), values(scalars, inputs))
                    || !Arrays.equals(values(vectors, floats), values(scalars, floats))
                    || !Arrays.equals(valuesOffHeap(vectors, inputs), values(scalars, inputs))
                    || !Arrays.equals(valuesOffHeap(vectors, floats), values(scalars, floats))) {
                throw new UnsupportedOperationException("vectors and scalars differ for " + function);
            }
        }
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
}
