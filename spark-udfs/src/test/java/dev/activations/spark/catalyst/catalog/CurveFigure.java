package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Entry;
import dev.activations.functions.kernel.Elementwise;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Draws a function of a number and its derivative from -4 to 4 in the size of a thumbnail, as SVG: docs/curves. */
final class CurveFigure {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final double FROM = -4;
    private static final double TO = 4;
    private static final double LOW = -2;
    private static final double HIGH = 4;
    private static final int POINTS = 320;

    /** A slope that no function has between two points: there the line is interrupted, because the function jumps. */
    private static final double STEEPEST = 12;

    private CurveFigure() {}

    static String text(Entry entry) {
        Elementwise function = (Elementwise) entry.example().kernel();
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-label="%3$s and its derivative from -4 to 4">
                <rect width="%1$d" height="%2$d" fill="#fff"/>
                <path d="M0 %4$s H%1$d M%5$s 0 V%2$d" stroke="#bbb" fill="none"/>
                <path d="%6$s" stroke="#b06a00" stroke-width="1.5" stroke-dasharray="4 3" fill="none"/>
                <path d="%7$s" stroke="#1f5fa8" stroke-width="2" fill="none"/>
                </svg>
                """
                .formatted(
                        WIDTH,
                        HEIGHT,
                        entry.name(),
                        number(y(0)),
                        number(x(0)),
                        path(function::derivative),
                        path(function::value));
    }

    /** Straight lines from point to point, as far as the picture reaches. */
    private static String path(DoubleUnaryOperator function) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        double before = Double.NaN;
        for (int i = 0; i <= POINTS; i++) {
            double at = FROM + (TO - FROM) * i / POINTS;
            double value = function.applyAsDouble(at);
            boolean inside = value >= LOW && value <= HIGH;
            boolean jumps = Math.abs(value - before) > STEEPEST * (TO - FROM) / POINTS;
            if (inside) {
                path.append(drawing && !jumps ? "L" : "M")
                        .append(number(x(at)))
                        .append(' ')
                        .append(number(y(value)));
            }
            drawing = inside;
            before = value;
        }
        return path.toString();
    }

    private static double x(double value) {
        return (value - FROM) / (TO - FROM) * WIDTH;
    }

    private static double y(double value) {
        return (HIGH - value) / (HIGH - LOW) * HEIGHT;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replace(".0", "");
    }
}
