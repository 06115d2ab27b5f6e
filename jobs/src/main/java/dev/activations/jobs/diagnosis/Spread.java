package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitValues;
import dev.activations.functions.statistics.ValueStatistics;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How much the outputs of a layer's units vary, how large they are, and which units are far larger than the rest. */
final class Spread {

    /** An activation of 100 that is 1,000 times the median is massive: Sun et al. 2024. */
    private static final double LEAST_OF_OUTLIERS = 100;

    private static final double OUTLIERS_OVER_MEDIAN = 1000;

    private final UnitValues units;
    private final ValueStatistics values;
    private final boolean[] outlier;

    private Spread(LayerStatistics statistics) {
        units = statistics.unitValues();
        values = statistics.values();
        outlier = outliers();
    }

    private boolean[] outliers() {
        boolean[] outliers = new boolean[units.units()];
        double median = values.medianMagnitude();
        for (int u = 0; u < outliers.length; u++) {
            double largest = units.maxMagnitude(u);
            outliers[u] = largest >= LEAST_OF_OUTLIERS && largest >= OUTLIERS_OVER_MEDIAN * median;
        }
        return outliers;
    }

    /** @param samples how many different samples have values: one shows no spread */
    static void addTo(
            Figures.Builder figures, LayerStatistics statistics, long samples, Optional<Behaviour> behaviour) {
        Spread spread = new Spread(statistics);
        figures.set(Figure.OUTLIER_UNITS, spread.countOfOutliers()).set(Figure.RMS, spread.rootMeanSquare());
        if (samples > 1) {
            figures.set(Figure.RELATIVE_SPREAD, spread.relative());
            behaviour
                    .filter(Behaviour::squashes)
                    .ifPresent(squashing -> figures.set(
                            Figure.SIGNAL_SPREAD,
                            spread.standardDeviation() / squashing.outputRange().width()));
        }
    }

    private long countOfOutliers() {
        return IntStream.range(0, outlier.length).filter(u -> outlier[u]).count();
    }

    /** Over all finite values, but those of outliers where there are others: a few giants do not make the scale. */
    private double rootMeanSquare() {
        long outliers = countOfOutliers();
        if (outliers == 0 || outliers == outlier.length) {
            return Math.hypot(values.moments().mean(), values.moments().standardDeviation());
        }
        double squares = 0;
        long count = 0;
        for (int u = 0; u < outlier.length; u++) {
            squares += outlier[u] ? 0 : units.sumOfSquares(u);
            count += outlier[u] ? 0 : units.finite(u);
        }
        return Math.sqrt(squares / count);
    }

    private double relative() {
        return median(
                u -> units.maxMagnitude(u) > 0,
                u -> units.standardDeviation(u) / Math.hypot(units.mean(u), units.standardDeviation(u)));
    }

    private double standardDeviation() {
        return median(u -> true, units::standardDeviation);
    }

    /** The median over the units whose values are all finite; NaN of none. */
    private double median(IntPredicate which, IntToDoubleFunction number) {
        double[] sorted = IntStream.range(0, units.units())
                .filter(u -> units.values(u) > 0 && units.finite(u) == units.values(u))
                .filter(which)
                .mapToDouble(number)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
