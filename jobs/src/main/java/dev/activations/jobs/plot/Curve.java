package dev.activations.jobs.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The curve of a function in pieces without a jump: where the function jumps, one piece ends and the next begins, so that no
 * line is drawn where it has no values.
 *
 * @param pieces points as x and y, by x; each piece has at least one
 */
record Curve(List<List<double[]>> pieces) {

    /** Halving an interval so often leaves nothing of it. */
    private static final int HALVINGS = 60;

    /** What is left of the difference of a function that does not jump. */
    private static final double NO_JUMP = 1e-6;

    /**
     * @param points the x at which it is told, ascending
     * @param low below which nothing is drawn
     * @param high above which nothing is drawn
     */
    static Curve of(DoubleUnaryOperator function, double[] points, double low, double high) {
        List<List<double[]>> pieces = new ArrayList<>();
        List<double[]> piece = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            double y = function.applyAsDouble(points[i]);
            if (i > 0) {
                double[] jump = jump(function, points[i - 1], points[i]);
                if (jump.length > 0) {
                    add(piece, jump[0], jump[1], low, high);
                    piece = ended(piece, pieces);
                    add(piece, jump[0], jump[2], low, high);
                }
            }
            if (!add(piece, points[i], y, low, high)) {
                piece = ended(piece, pieces);
            }
        }
        ended(piece, pieces);
        return new Curve(pieces);
    }

    private static boolean add(List<double[]> piece, double x, double y, double low, double high) {
        boolean drawn = y >= low && y <= high;
        if (drawn) {
            piece.add(new double[] {x, y});
        }
        return drawn;
    }

    private static List<double[]> ended(List<double[]> piece, List<List<double[]>> pieces) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return new ArrayList<>();
    }

    /** Where between two points it jumps, and from where to where; nothing where it does not. */
    private static double[] jump(DoubleUnaryOperator function, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            double y = function.applyAsDouble(middle);
            boolean left = Math.abs(y - function.applyAsDouble(low)) >= Math.abs(function.applyAsDouble(high) - y);
            low = left ? low : middle;
            high = left ? middle : high;
        }
        double before = function.applyAsDouble(low);
        double after = function.applyAsDouble(high);
        return Math.abs(after - before) > NO_JUMP ? new double[] {high, before, after} : new double[0];
    }
}
