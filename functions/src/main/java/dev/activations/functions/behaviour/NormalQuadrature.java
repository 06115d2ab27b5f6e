package dev.activations.functions.behaviour;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Means of a squared gradient under a standard normal distribution: Gauss and Legendre's rule of eight points on intervals
 * that end where the gradient jumps, and that halve towards 0, where a steep gate opens.
 */
final class NormalQuadrature {

    /** |z| beyond which nothing of a finite mean lies. */
    private static final double REACH = 48;

    private static final int HALVINGS = 64;
    private static final double WIDEST = 0.5;

    private static final double[] POINTS = {
        0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363
    };
    private static final double[] WEIGHTS = {
        0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626
    };

    /** 1/√(2π). */
    private static final double PEAK = 0.3989422804014327;

    private NormalQuadrature() {}

    /** E f′². */
    static double ofSquare(Side byInput) {
        double[] ends = ends(byInput);
        double sum = 0;
        for (int i = 1; i < ends.length; i++) {
            double centre = (ends[i - 1] + ends[i]) / 2;
            double half = (ends[i] - ends[i - 1]) / 2;
            for (int k = 0; k < POINTS.length; k++) {
                double left = weighted(byInput, centre - half * POINTS[k]);
                double right = weighted(byInput, centre + half * POINTS[k]);
                sum += half * WEIGHTS[k] * (left * left + right * right);
            }
        }
        return PEAK * sum;
    }

    /** f′(z)·e^(−z²/4), the square of which neither overflows nor vanishes where the mean does not. */
    private static double weighted(Side byInput, double z) {
        return byInput.derivative(z) * Math.exp(-z * z / 4);
    }

    /** Where intervals end, ascending: at jumps of the gradient, as far as the facts know them, and at their mirror images. */
    private static double[] ends(Side byInput) {
        DoubleStream regular = IntStream.rangeClosed(0, (int) (REACH / WIDEST)).mapToDouble(i -> i * WIDEST);
        DoubleStream halving = IntStream.range(2, HALVINGS).mapToDouble(k -> Math.scalb(1.0, -k));
        DoubleStream jumps = DoubleStream.of(
                        byInput.firing().low(),
                        byInput.firing().high(),
                        byInput.lowTail().orElse(0),
                        byInput.highTail().orElse(0))
                .filter(Double::isFinite)
                .map(Math::abs)
                .filter(z -> z < REACH);
        double[] sizes = DoubleStream.concat(DoubleStream.concat(regular, halving), jumps)
                .toArray();
        return Arrays.stream(sizes)
                .flatMap(z -> DoubleStream.of(-z, z))
                .sorted()
                .distinct()
                .toArray();
    }
}
