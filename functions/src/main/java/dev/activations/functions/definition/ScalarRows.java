package dev.activations.functions.definition;

import dev.activations.functions.kernel.RowLoops;
import java.util.Arrays;

/** The loops over a row's values one by one, from which those with vectors are told apart by their speed alone. */
public final class ScalarRows implements RowLoops {

    private static final ThreadLocal<ScalarRows> OF_THREAD = ThreadLocal.withInitial(ScalarRows::new);

    private final float[] floatParts = new float[PARTS];
    private final double[] doubleParts = new double[PARTS];

    /** Those of this thread. */
    public static RowLoops ofThread() {
        return OF_THREAD.get();
    }

    @Override
    public float maximum(float[] row, int offset, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            float x = row[offset + i];
            max = x > max ? x : max;
        }
        return max;
    }

    @Override
    public float exponentials(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, float max) {
        Arrays.fill(floatParts, 0);
        for (int i = 0; i < length; i++) {
            float e = FloatPowers.expAtMostZero(source[sourceOffset + i] - max);
            destination[destinationOffset + i] = e;
            floatParts[i % PARTS] += e;
        }
        return fold(floatParts);
    }

    @Override
    public float sumOfExponentials(float[] row, int offset, int length, float max) {
        Arrays.fill(floatParts, 0);
        for (int i = 0; i < length; i++) {
            floatParts[i % PARTS] += FloatPowers.expAtMostZero(row[offset + i] - max);
        }
        return fold(floatParts);
    }

    @Override
    public float sumOfOtherExponentials(float[] row, int offset, int length, float max) {
        Arrays.fill(floatParts, 0);
        int count = 0;
        for (int i = 0; i < length; i++) {
            float below = row[offset + i] - max;
            floatParts[i % PARTS] += below == 0 ? 0 : FloatPowers.expAtMostZero(below);
            count += below == 0 ? 1 : 0;
        }
        return fold(floatParts) + (count - 1);
    }

    @Override
    public float sum(float[] row, int offset, int length) {
        Arrays.fill(floatParts, 0);
        for (int i = 0; i < length; i++) {
            floatParts[i % PARTS] += row[offset + i];
        }
        return fold(floatParts);
    }

    @Override
    public float dot(float[] first, int firstOffset, float[] second, int secondOffset, int length) {
        Arrays.fill(floatParts, 0);
        for (int i = 0; i < length; i++) {
            floatParts[i % PARTS] += first[firstOffset + i] * second[secondOffset + i];
        }
        return fold(floatParts);
    }

    @Override
    public void multiply(
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            float[] destination,
            int destinationOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = first[firstOffset + i] * second[secondOffset + i];
        }
    }

    @Override
    public void scale(float[] row, int offset, int length, float factor) {
        for (int i = 0; i < length; i++) {
            row[offset + i] *= factor;
        }
    }

    @Override
    public void shift(
            float[] source,
            int sourceOffset,
            float[] destination,
            int destinationOffset,
            int length,
            float max,
            float shift) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = source[sourceOffset + i] - max - shift;
        }
    }

    /** The partial sums' sum; overwrites them. */
    private static float fold(float[] parts) {
        for (int half = PARTS / 2; half > 0; half /= 2) {
            for (int part = 0; part < half; part++) {
                parts[part] += parts[part + half];
            }
        }
        return parts[0];
    }

    @Override
    public double maximum(double[] row, int offset, int length) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            double x = row[offset + i];
            max = x > max ? x : max;
        }
        return max;
    }

    @Override
    public double exponentials(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length, double max) {
        Arrays.fill(doubleParts, 0);
        for (int i = 0; i < length; i++) {
            double e = Powers.expAtMostZero(source[sourceOffset + i] - max);
            destination[destinationOffset + i] = e;
            doubleParts[i % PARTS] += e;
        }
        return fold(doubleParts);
    }

    @Override
    public double sumOfExponentials(double[] row, int offset, int length, double max) {
        Arrays.fill(doubleParts, 0);
        for (int i = 0; i < length; i++) {
            doubleParts[i % PARTS] += Powers.expAtMostZero(row[offset + i] - max);
        }
        return fold(doubleParts);
    }

    @Override
    public double sumOfOtherExponentials(double[] row, int offset, int length, double max) {
        Arrays.fill(doubleParts, 0);
        int count = 0;
        for (int i = 0; i < length; i++) {
            double below = row[offset + i] - max;
            doubleParts[i % PARTS] += below == 0 ? 0 : Powers.expAtMostZero(below);
            count += below == 0 ? 1 : 0;
        }
        return fold(doubleParts) + (count - 1);
    }

    @Override
    public double sum(double[] row, int offset, int length) {
        Arrays.fill(doubleParts, 0);
        for (int i = 0; i < length; i++) {
            doubleParts[i % PARTS] += row[offset + i];
        }
        return fold(doubleParts);
    }

    @Override
    public double dot(double[] first, int firstOffset, double[] second, int secondOffset, int length) {
        Arrays.fill(doubleParts, 0);
        for (int i = 0; i < length; i++) {
            doubleParts[i % PARTS] += first[firstOffset + i] * second[secondOffset + i];
        }
        return fold(doubleParts);
    }

    @Override
    public void multiply(
            double[] first,
            int firstOffset,
            double[] second,
            int secondOffset,
            double[] destination,
            int destinationOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = first[firstOffset + i] * second[secondOffset + i];
        }
    }

    @Override
    public void scale(double[] row, int offset, int length, double factor) {
        for (int i = 0; i < length; i++) {
            row[offset + i] *= factor;
        }
    }

    @Override
    public void shift(
            double[] source,
            int sourceOffset,
            double[] destination,
            int destinationOffset,
            int length,
            double max,
            double shift) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = source[sourceOffset + i] - max - shift;
        }
    }

    /** The partial sums' sum; overwrites them. */
    private static double fold(double[] parts) {
        for (int half = PARTS / 2; half > 0; half /= 2) {
            for (int part = 0; part < half; part++) {
                parts[part] += parts[part + half];
            }
        }
        return parts[0];
    }
}
