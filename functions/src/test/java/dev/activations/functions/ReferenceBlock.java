package dev.activations.functions;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A slow reference in double over a block of neighbouring floats of one binade, from few of its values: it is evaluated at
 * eight nodes, and a polynomial of degree 7 through them gives the rest.
 *
 * <p>The bound: a block is w = 4096 units of a binade wide, 2^-11 of |x| or less. With the eight nodes where Chebyshev
 * puts them, ends included, |f − p| ≤ max|f⁽⁸⁾|/8! · 4·(w/4)⁸. Where f changes by a factor e^(Kw) over the block, that is
 * (Kw/4)⁸ / 10080 of f. For f = eˣ (K = 1) at |x| < 128, where floats end, w = 2^-5 and the bound is 2^-69; for e^(−x²/2)
 * (K = |x|) at |x| < 16, w = 2^-8, 2^-45; for the tanh form of GELU (K ≤ 24) at |x| < 11, before its tail is below every
 * float, 2^-56. So the interpolation is nowhere seen beside the reference's own 1e-12. Where that does not hold (a kink, a
 * root, a value beyond double), three points between the nodes disagree with the polynomial and the whole block is
 * evaluated directly; so is, looked at or not, every block with a {@linkplain #BREAKS break} of a function.
 */
final class ReferenceBlock {

    static final int LENGTH = 4096;

    /** The largest relative error at the points between the nodes. */
    static final double TOLERANCE = 1e-12;

    /** An error that no float sees: 1e-12 of the smallest. */
    private static final double NOTHING = 1e-57;

    /** Every |x| at which some function, or the way its textbook form is evaluated, changes from one formula to another. */
    private static final float[] BREAKS = {0.1f, 0.5f, 1, 2, 3, 6, 38, 700};

    private static final int NODES = 8;
    private static final int[] NODE = nodes();
    private static final int[] BETWEEN = {107, 2300, 3988};
    private static final double[] PLACE = places();
    private static final double[][] BASIS = basis();

    private final DoubleUnaryOperator reference;
    private final double[] atNodes = new double[NODES];
    private final double[] coefficients = new double[NODES];

    /** The reference at every input. */
    final double[] values = new double[LENGTH];

    /** Bounds of the values that hold for all of them; NaN where none are known. */
    double lowest;

    double highest;

    ReferenceBlock(DoubleUnaryOperator reference) {
        this.reference = reference;
    }

    /** At the first inputs, whatever they are. */
    void evaluate(float[] inputs, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = reference.applyAsDouble(inputs[i]);
        }
        lowest = Double.NaN;
        highest = Double.NaN;
    }

    /** At {@link #LENGTH} neighbouring inputs of one binade. */
    void interpolate(float[] inputs) {
        if (hasBreak(inputs) || !(isConstant(inputs) || fit(inputs))) {
            evaluate(inputs, LENGTH);
        }
    }

    private static boolean hasBreak(float[] inputs) {
        float first = Math.abs(inputs[0]);
        float last = Math.abs(inputs[LENGTH - 1]);
        for (float at : BREAKS) {
            if (first <= at && at <= last) {
                return true;
            }
        }
        return false;
    }

    /** Evaluates the nodes; where all values are the same, infinite or not, that is the block's. */
    private boolean isConstant(float[] inputs) {
        boolean same = true;
        for (int i = 0; i < NODES; i++) {
            atNodes[i] = reference.applyAsDouble(inputs[NODE[i]]);
            same &= atNodes[i] == atNodes[0];
        }
        for (int i = 0; same && i < BETWEEN.length; i++) {
            same = reference.applyAsDouble(inputs[BETWEEN[i]]) == atNodes[0];
        }
        if (same) {
            Arrays.fill(values, atNodes[0]);
            lowest = atNodes[0];
            highest = atNodes[0];
        }
        return same;
    }

    /** The polynomial through the differences from one node, which loses nothing where the function hardly changes. */
    private boolean fit(float[] inputs) {
        double base = atNodes[NODES / 2];
        double spread = 0;
        for (int k = 0; k < NODES; k++) {
            double sum = 0;
            for (int i = 0; i < NODES; i++) {
                sum += BASIS[k][i] * (atNodes[i] - base);
            }
            coefficients[k] = sum;
            spread += Math.abs(sum);
        }
        for (int at : BETWEEN) {
            double exact = reference.applyAsDouble(inputs[at]);
            if (!(Math.abs(base + polynomial(PLACE[at]) - exact) <= TOLERANCE * Math.abs(exact) + NOTHING)) {
                return false;
            }
        }
        lowest = base - spread;
        highest = base + spread;
        fill(base);
        return true;
    }

    /** With the coefficients in locals, which a store to the values cannot change: so the loop becomes one of vectors. */
    private void fill(double base) {
        double c0 = coefficients[0];
        double c1 = coefficients[1];
        double c2 = coefficients[2];
        double c3 = coefficients[3];
        double c4 = coefficients[4];
        double c5 = coefficients[5];
        double c6 = coefficients[6];
        double c7 = coefficients[7];
        for (int i = 0; i < LENGTH; i++) {
            double t = PLACE[i];
            values[i] = base + (c0 + t * (c1 + t * (c2 + t * (c3 + t * (c4 + t * (c5 + t * (c6 + t * c7)))))));
        }
    }

    private double polynomial(double t) {
        double[] c = coefficients;
        return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * (c[5] + t * (c[6] + t * c[7]))))));
    }

    private static int[] nodes() {
        int[] nodes = new int[NODES];
        for (int i = 0; i < NODES; i++) {
            nodes[i] = (int) Math.round((1 - Math.cos(Math.PI * i / (NODES - 1))) / 2 * (LENGTH - 1));
        }
        return nodes;
    }

    /** The inputs of a block as numbers from −1 to 1. */
    private static double[] places() {
        double[] places = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            places[i] = (2.0 * i - (LENGTH - 1)) / (LENGTH - 1);
        }
        return places;
    }

    /** Column i: the coefficients of the polynomial that is 1 at node i and 0 at the others. */
    private static double[][] basis() {
        double[][] basis = new double[NODES][NODES];
        for (int i = 0; i < NODES; i++) {
            double[] product = new double[NODES];
            product[0] = 1;
            for (int other = 0; other < NODES; other++) {
                if (other != i) {
                    multiply(product, PLACE[NODE[other]], PLACE[NODE[i]] - PLACE[NODE[other]]);
                }
            }
            for (int k = 0; k < NODES; k++) {
                basis[k][i] = product[k];
            }
        }
        return basis;
    }

    /** The polynomial times (t − root)/divisor. */
    private static void multiply(double[] polynomial, double root, double divisor) {
        for (int k = NODES - 1; k >= 0; k--) {
            polynomial[k] = ((k == 0 ? 0 : polynomial[k - 1]) - root * polynomial[k]) / divisor;
        }
    }
}
