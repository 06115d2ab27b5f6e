package dev.activations.functions;

/** Adds up the errors of blocks of floats against exact values in double. */
final class FloatErrors {

    private static final double SMALLEST_NORMAL = Float.MIN_NORMAL;
    private static final double BEYOND_FLOAT = 0x1p128;
    private static final int PARTS = 4;

    private final double rootLow;
    private final double rootHigh;
    private final double atRoot;

    private final double[] errors = new double[ReferenceBlock.LENGTH];
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
        if (oneUnit && least >= (tiny ? 0 : SMALLEST_NORMAL) && !nearRoot(inputs[0]) && !nearRoot(inputs[length - 1])) {
            addInOneUnit(inputs, actual, exact.values, length, unit(size), tiny);
        } else {
            addOneByOne(inputs, actual, exact.values, length);
        }
    }

    private boolean nearRoot(float x) {
        return x >= rootLow && x <= rootHigh;
    }

    /** The unit of the last place is the same in the whole block. */
    private void addInOneUnit(
            float[] inputs, float[] actual, double[] exact, int length, double unit, boolean subnormals) {
        double perUnit = 1 / unit;
        for (int i = 0; i < length; i++) {
            errors[i] = Math.abs(actual[i] - exact[i]) * perUnit;
        }
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, errors[i]);
        }
        addSum(length);
        if (subnormals) {
            subnormal = Math.max(subnormal, largest);
        } else if (!(largest <= worst)) {
            worst = largest;
            worstAt = inputs[indexOf(largest)];
        }
    }

    private int indexOf(double error) {
        int i = 0;
        while (Double.compare(errors[i], error) != 0) {
            i++;
        }
        return i;
    }

    private void addSum(int length) {
        double[] parts = new double[PARTS];
        int whole = length - length % PARTS;
        for (int i = 0; i < whole; i += PARTS) {
            parts[0] += errors[i];
            parts[1] += errors[i + 1];
            parts[2] += errors[i + 2];
            parts[3] += errors[i + 3];
        }
        for (int i = whole; i < length; i++) {
            parts[0] += errors[i];
        }
        sum += parts[0] + parts[1] + (parts[2] + parts[3]);
        count += length;
    }

    private void addOneByOne(float[] inputs, float[] actual, double[] exact, int length) {
        for (int i = 0; i < length; i++) {
            double error = error(inputs[i], actual[i], exact[i]);
            sum += error;
            if (Math.abs(exact[i]) < SMALLEST_NORMAL) {
                subnormal = Math.max(subnormal, error);
            } else if (!(error <= worst)) {
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
