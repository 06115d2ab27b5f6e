package dev.activations.functions;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The largest errors of doubles by function, and their table. */
final class DoubleResults {

    private final int points;
    private final int mpmathPoints;
    private final Map<String, DoubleErrors.Worst> byDoubleDouble = new TreeMap<>();
    private final Map<String, DoubleErrors.Worst> byMpmath = new TreeMap<>();

    DoubleResults(int points, int mpmathPoints) {
        this.points = points;
        this.mpmathPoints = mpmathPoints;
    }

    void doubleDouble(String name, DoubleErrors.Worst worst) {
        byDoubleDouble.put(name, worst);
    }

    void mpmath(String name, DoubleErrors.Worst worst) {
        byMpmath.put(name, worst);
    }

    /** Puts the table into the documentation, if all of it was measured. */
    void write() throws IOException {
        if (byMpmath.isEmpty() || !byMpmath.keySet().equals(byDoubleDouble.keySet())) {
            return;
        }
        StringBuilder text = new StringBuilder(
                """
                ## Doubles

                Each value and derivative is compared at two sets of inputs: %,d inputs of sizes from 2^-60 to 2^10 with double-double
                arithmetic (which itself agrees with mpmath to 1e-19), and %,d inputs with mpmath at 200 bits. Of the latter, a quarter lie
                in ±8; the others lie further out, have every exponent down to the subnormals, or lie around kinks, roots and the ends of the
                range. Within 1/4 of the root of a derivative, an absolute error of 2e-16 counts as none.

                | function | largest error, ULP | at x = | of mpmath's, ULP | at x = |
                |---|---|---|---|---|
                """
                        .formatted(points, mpmathPoints));
        byDoubleDouble.forEach((name, worst) -> text.append("| %s | %.3f | %s | %.3f | %s |%n"
                .formatted(name, worst.ulps(), place(worst), byMpmath.get(name).ulps(), place(byMpmath.get(name)))));
        AccuracyPage.put("doubles", text.toString());
    }

    private static String place(DoubleErrors.Worst worst) {
        return Double.isNaN(worst.at()) ? "" : Double.toString(worst.at());
    }
}
