package dev.activations.benchmarks;

import java.util.Random;

/** The values that functions are timed on: N(0, 3), the same every time. */
final class Inputs {

    private Inputs() {}

    static double[] doubles(int n) {
        Random random = new Random(1);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 3 * random.nextGaussian();
        }
        return values;
    }

    static float[] floats(int n) {
        double[] doubles = doubles(n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) doubles[i];
        }
        return values;
    }
}
