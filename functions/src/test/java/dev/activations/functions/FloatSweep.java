package dev.activations.functions;

import java.util.function.DoubleUnaryOperator;

/**
 * One function over all floats, or every n-th bit pattern, against a reference in double: the largest and the mean error in
 * units of the last place, where the largest is, and how often the function falls where its input rises.
 */
final class FloatSweep {

    private static final int BLOCK = 1 << 16;

    /** The function over a slice in place. */
    interface Slice {
        void apply(float[] values, int length);
    }

    /**
     * What a sweep found.
     *
     * @param worst the largest error in ULP, of results that are not within {@code absolute} of the reference
     * @param falls neighbours of which the greater input has the smaller result
     */
    record Result(double worst, float worstAt, double mean, long count, long falls) {

        /** The result as a line of text. */
        String line() {
            return "%s %s %s %d %d".formatted(worst, worstAt, mean, count, falls);
        }

        static Result parse(String line) {
            String[] words = line.strip().split(" ");
            return new Result(
                    Double.parseDouble(words[0]),
                    Float.parseFloat(words[1]),
                    Double.parseDouble(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }
    }

    private final Slice function;
    private final DoubleUnaryOperator reference;
    private final double absolute;
    private final int step;

    private double worst;
    private float worstAt;
    private double sum;
    private long count;
    private long falls;

    /** @param absolute an error that counts as none, for derivatives with a root */
    FloatSweep(Slice function, DoubleUnaryOperator reference, double absolute, int step) {
        this.function = function;
        this.reference = reference;
        this.absolute = absolute;
        this.step = step;
    }

    Result run() {
        sweep(0x80000000, -1);
        sweep(0, 1);
        return new Result(worst, worstAt, sum / count, count, falls);
    }

    /** All floats of one sign, from 0 to infinity; direction tells whether they rise or fall. */
    private void sweep(int signBit, int direction) {
        float[] inputs = new float[BLOCK];
        float[] outputs = new float[BLOCK];
        float previous = Float.NaN;
        long last = 0x7f800000L;
        for (long start = 0; start <= last; start += (long) BLOCK * step) {
            int length = (int) Math.min(BLOCK, (last - start) / step + 1);
            for (int i = 0; i < length; i++) {
                long bits = start + (long) i * step;
                inputs[i] = Float.intBitsToFloat(signBit | (int) Math.min(last, bits + scatter(i)));
            }
            System.arraycopy(inputs, 0, outputs, 0, length);
            function.apply(outputs, length);
            for (int i = 0; i < length; i++) {
                compare(inputs[i], outputs[i]);
                falls += direction * Float.compare(outputs[i], previous) < 0 && previous == previous ? 1 : 0;
                previous = outputs[i];
            }
        }
    }

    /** Low bits that differ from sample to sample, so that samples are not all round numbers. */
    private int scatter(int i) {
        return step == 1 ? 0 : (int) (i * 7919L % step);
    }

    private void compare(float x, float actual) {
        double exact = reference.applyAsDouble(x);
        double error = Math.abs(actual - exact);
        float nearest = (float) exact;
        double ulps = nearest == actual && Double.isInfinite(exact)
                        || error <= absolute
                        || Float.isInfinite(nearest) && Float.isInfinite(actual)
                ? 0
                : error / Math.ulp(Float.isInfinite(nearest) ? Float.MAX_VALUE : nearest);
        sum += ulps;
        count++;
        if (!(ulps <= worst)) {
            worst = ulps;
            worstAt = x;
        }
    }
}
