package dev.activations.functions;

/** Adds up the errors of blocks of floats against exact values in double. */
final class FloatErrors {

    private static final double SMALLEST_NORMAL = Float.MIN_NORMAL;
    private static final double BEYOND_FLOAT = 0x1p128;
    private static final int PARTS = 4;

    private final double rootLow;
    private final double rootHigh;
    private final double atRoot;

    private double worst;
    private float worstAt;
    private double subnormal;
    private double sum;
    private long count;

    /** @param root the root around which an absolute error counts as none; NaN for none */
    FloatErrors(Root root) {
        rootLow = root.at() - root.near();
        rootHigh = root.at() + root.near();
        atRoot = root.absolute();
    }

    /**
     * A derivative's root, where no relative bound can hold.
     *
     * @param at where it is
     * @param near how far from there an absolute error counts as none
     * @param absolute that error
     */
    record Root(double at, double near, double absolute) {

        static final Root NONE = new Root(Double.NaN, 0, 0);

        /** Whether an error at x is one that no relative bound could forbid. */
        boolean excuses(double x, double error) {
            return Math.abs(x - at) <= near && error <= absolute;
        }
    }

    void add(float[] inputs, float[] actual, ReferenceBlock exact, int length) {
        double size = Math.max(Math.abs(exact.lowest), Math.abs(exact.highest));
        boolean oneSign = exact.lowest >= 0 || exact.highest <= 0;
        double least = oneSign ? Math.min(Math.abs(exact.lowest), Math.abs(exact.highest)) : 0;
        boolean tiny = size < SMALLEST_NORMAL;
        boolean oneUnit = tiny || size < BEYOND_FLOAT && Math.getExponent(size) == Math.getExponent(least);
        if (length % PARTS == 0
                && oneUnit
                && least >= (tiny ? 0 : SMALLEST_NORMAL)
                && !nearRoot(inputs[0])
                && !nearRoot(inputs[length - 1])) {
            addInOneUnit(inputs, actual, exact.values, length, unit(size), tiny);
        } else {
            addOneByOne(inputs, actual, exact.values, length);
        }
    }

    private boolean nearRoot(float x) {
        return x >= rootLow && x <= rootHigh;
    }

    /** The unit of the last place is the same in the whole block. Sums go four at a time, as none waits for the next. */
    private void addInOneUnit(
            float[] inputs, float[] actual, double[] exact, int length, double unit, boolean subnormals) {
        double perUnit = 1 / unit;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double largest0 = 0;
        double largest1 = 0;
        double largest2 = 0;
        double largest3 = 0;
        for (int i = 0; i < length; i += PARTS) {
            double error0 = Math.abs(actual[i] - exact[i]) * perUnit;
            double error1 = Math.abs(actual[i + 1] - exact[i + 1]) * perUnit;
            double error2 = Math.abs(actual[i + 2] - exact[i + 2]) * perUnit;
            double error3 = Math.abs(actual[i + 3] - exact[i + 3]) * perUnit;
            sum0 += error0;
            sum1 += error1;
            sum2 += error2;
            sum3 += error3;
            largest0 = error0 > largest0 ? error0 : largest0;
            largest1 = error1 > largest1 ? error1 : largest1;
            largest2 = error2 > largest2 ? error2 : largest2;
            largest3 = error3 > largest3 ? error3 : largest3;
        }
        double largest = Math.max(Math.max(largest0, largest1), Math.max(largest2, largest3));
        double blockSum = sum0 + sum1 + (sum2 + sum3);
        boolean nan = Double.isNaN(blockSum);
        if (nan || !subnormals && largest > worst) {
            addOneByOne(inputs, actual, exact, length);
        } else {
            sum += blockSum;
            count += length;
            subnormal = subnormals ? Math.max(subnormal, largest) : subnormal;
        }
    }

    private void addOneByOne(float[] inputs, float[] actual, double[] exact, int length) {
        for (int i = 0; i < length; i++) {
            double error = error(inputs[i], actual[i], exact[i]);
            sum += error;
            if (Math.abs(exact[i]) < SMALLEST_NORMAL) {
                subnormal = Math.max(subnormal, error);
            } else if (Double.compare(error, worst) > 0) {
                worst = error;
                worstAt = inputs[i];
            }
        }
        count += length;
    }

    private double error(float x, float actual, double exact) {
        double error = Math.abs(actual - exact);
        boolean bothBeyond = Float.isInfinite(actual) && actual == (float) exact;
        return bothBeyond || error <= atRoot && nearRoot(x) ? 0 : error / unit(Math.abs(exact));
    }

    /** The unit of the last place of floats of the exact value's binade. */
    private static double unit(double size) {
        int exponent = Math.getExponent(size);
        return Math.scalb(1.0, Math.min(Math.max(exponent, Float.MIN_EXPONENT), Float.MAX_EXPONENT) - 23);
    }

    SweepResult result(long falls) {
        return new SweepResult(worst, worstAt, subnormal, sum, count, falls);
    }
}
