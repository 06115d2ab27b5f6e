package dev.activations.benchmarks.paired;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.Random;

/** Our functions over values of N(0, 3), which stay in memory from contest to contest. */
final class Ours {

    private final float[] floats = new float[Contest.VALUES];
    private final float[] floatResults = new float[Contest.VALUES];
    private final double[] doubles = new double[Contest.VALUES];
    private final double[] doubleResults = new double[Contest.VALUES];

    Ours() {
        Random random = new Random(1);
        for (int i = 0; i < Contest.VALUES; i++) {
            doubles[i] = 3 * random.nextGaussian();
            floats[i] = (float) doubles[i];
        }
    }

    float[] values(int length) {
        return Arrays.copyOf(floats, length);
    }

    /** What computes a contest once. */
    Runnable run(Contest contest) {
        Kernel kernel = Catalogue.anyNamed(contest.function()).kernel();
        int rows = contest.rows();
        int length = contest.length();
        if (kernel instanceof Elementwise f) {
            return contest.doubles()
                    ? () -> f.values(doubles, 0, doubleResults, 0, contest.values())
                    : () -> f.values(floats, 0, floatResults, 0, contest.values());
        } else if (kernel instanceof Rowwise f) {
            return contest.doubles()
                    ? () -> f.rows(doubles, 0, doubleResults, 0, length, rows)
                    : () -> f.rows(floats, 0, floatResults, 0, length, rows);
        } else if (kernel instanceof RowPair f) {
            return contest.doubles()
                    ? () -> f.rows(doubles, 0, doubles, 0, doubleResults, 0, length, rows)
                    : () -> f.rows(floats, 0, floats, 0, floatResults, 0, length, rows);
        }
        ClassLoss loss = (ClassLoss) kernel;
        long[] classes = new long[rows];
        Arrays.setAll(classes, row -> row % length);
        return contest.doubles()
                ? () -> loss.rows(doubles, 0, length, rows, classes, doubleResults)
                : () -> loss.rows(floats, 0, length, rows, classes, floatResults);
    }
}
