package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.figures.Distribution;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.statistics.GradientStatistics;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.Moments;
import dev.activations.functions.statistics.SoftmaxStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.ValueStatistics;
import dev.activations.jobs.model.Settings;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the figures of one layer at one step out of what its rows add up to. */
final class LayerFigures {

    private static final double[] QUANTILES = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

    /** The largest finite number of half precision. */
    private static final double LARGEST_HALF = 65504;

    private final Settings settings;
    private final LayerStatistics statistics;
    private final Optional<Behaviour> behaviour;
    private final long samples;
    private final Figures.Builder figures = Figures.builder();

    private LayerFigures(Settings settings, LayerStatistics statistics, long samples, Optional<Behaviour> behaviour) {
        this.samples = samples;
        this.settings = settings;
        this.statistics = statistics;
        this.behaviour = behaviour;
    }

    /**
     * @param samples how many different samples the rows are of
     * @param behaviour what the layer's activation tells; empty where it is not elementwise
     * @param verdicts one per unit, by {@link UnitJudge}; empty with the behaviour
     */
    static Figures of(
            Settings settings,
            LayerStatistics statistics,
            long samples,
            Optional<Behaviour> behaviour,
            UnitVerdict[] verdicts) {
        LayerFigures maker = new LayerFigures(settings, statistics, samples, behaviour);
        maker.addCoverage();
        maker.addValues(statistics.values());
        maker.addLossGradient(statistics.gradients());
        statistics.units().ifPresent(units -> maker.addUnits(units, verdicts));
        statistics.softmax().filter(softmax -> softmax.rows() > 0).ifPresent(maker::addSoftmax);
        return maker.figures.build();
    }

    private void addCoverage() {
        figures.set(Figure.SAMPLES, samples)
                .set(Figure.VALUES, statistics.values().values())
                .set(Figure.MISSING, statistics.missingValues())
                .set(Figure.MASKED, statistics.maskedValues());
    }

    private void addUnits(UnitStatistics units, UnitVerdict[] verdicts) {
        UnitCounts counts = UnitCounts.of(verdicts);
        figures.set(Figure.CONSTANT_UNITS, counts.of(UnitVerdict.CONSTANT))
                .set(Figure.NON_FINITE_UNITS, counts.of(UnitVerdict.NON_FINITE));
        if (statistics.tellsFiring(behaviour.orElseThrow())) {
            addFiring(units, verdicts, counts);
        }
        addSpread(units, verdicts);
        addGradient(statistics.derivative());
        addSaturation(units);
    }

    private void addFiring(UnitStatistics units, UnitVerdict[] verdicts, UnitCounts counts) {
        figures.set(Figure.DEAD_UNITS, counts.of(UnitVerdict.DEAD))
                .set(Figure.INSUFFICIENT_UNITS, counts.of(UnitVerdict.INSUFFICIENT_DATA))
                .set(Figure.NEVER_FIRED_UNITS, counts.silent())
                .set(Figure.NEARLY_DEAD_UNITS, counts.of(UnitVerdict.NEARLY_DEAD))
                .set(Figure.DEAD_FRACTION, (double) counts.of(UnitVerdict.DEAD) / verdicts.length)
                .set(Figure.NEVER_FIRED_FRACTION, (double) counts.silent() / verdicts.length);
        if (behaviour.orElseThrow().canDie()) {
            FiringRates.of(units, verdicts, settings).addTo(figures, samples, counts);
        }
    }

    private void addSpread(UnitStatistics units, UnitVerdict[] verdicts) {
        double[] deviations = IntStream.range(0, verdicts.length)
                .filter(u -> verdicts[u] != UnitVerdict.NON_FINITE)
                .mapToDouble(units::standardDeviation)
                .filter(deviation -> !Double.isNaN(deviation))
                .sorted()
                .toArray();
        if (behaviour.orElseThrow().squashes() && samples > 1 && deviations.length > 0) {
            int middle = deviations.length / 2;
            double median =
                    deviations.length % 2 == 1 ? deviations[middle] : (deviations[middle - 1] + deviations[middle]) / 2;
            figures.set(
                    Figure.SIGNAL_SPREAD,
                    median / behaviour.orElseThrow().outputRange().width());
        }
    }

    private void addGradient(Moments derivative) {
        if (derivative.count() > 0) {
            double mean = derivative.mean();
            figures.set(Figure.MEAN_DERIVATIVE, mean)
                    .set(Figure.DERIVATIVE_RATIO, mean / behaviour.orElseThrow().expectedDerivative());
            if (mean != 0) {
                figures.set(Figure.DERIVATIVE_VARIATION, derivative.standardDeviation() / Math.abs(mean));
            }
        }
    }

    private void addSaturation(UnitStatistics units) {
        Saturation.of(statistics, units, behaviour.orElseThrow())
                .ifPresent(saturation -> figures.set(Figure.SATURATED_LOW_FRACTION, saturation.lowFraction())
                        .set(Figure.SATURATED_HIGH_FRACTION, saturation.highFraction())
                        .set(Figure.SATURATED_FRACTION, saturation.fraction())
                        .set(Figure.SATURATED_UNITS, saturation.units()));
    }

    private void addValues(ValueStatistics values) {
        figures.set(Figure.NAN, values.nan())
                .set(Figure.POSITIVE_INFINITY, values.positiveInfinity())
                .set(Figure.NEGATIVE_INFINITY, values.negativeInfinity())
                .set(Figure.NEGATIVE_ZERO, values.negativeZero())
                .set(Figure.SUBNORMAL, values.subnormal());
        if (values.finite() > 0) {
            addDistribution(values);
        }
    }

    private void addDistribution(ValueStatistics values) {
        Distribution distribution = Distribution.of(values);
        double largest = Math.max(Math.abs(distribution.min()), Math.abs(distribution.max()));
        figures.set(Figure.ZERO_FRACTION, distribution.zeroFraction())
                .set(Figure.MEAN, distribution.mean())
                .set(Figure.STANDARD_DEVIATION, distribution.standardDeviation())
                .set(Figure.SKEWNESS, distribution.skewness())
                .set(Figure.MIN, distribution.min())
                .set(Figure.MAX, distribution.max())
                .set(Figure.FP16_HEADROOM, largest > 0 ? LARGEST_HALF / largest : Double.NaN)
                .histogram(values.histogram().bins());
        Arrays.stream(QUANTILES).forEach(q -> figures.quantile(q, values.quantile(q)));
    }

    private void addLossGradient(GradientStatistics gradients) {
        if (gradients.isPresent()) {
            figures.set(Figure.GRADIENT_MEAN_ABSOLUTE, gradients.meanAbsolute())
                    .set(Figure.GRADIENT_ZERO_UNITS, gradients.unreachedUnits());
        }
    }

    private void addSoftmax(SoftmaxStatistics softmax) {
        figures.set(Figure.ENTROPY_MEAN, softmax.entropyMean())
                .set(Figure.COLLAPSED_FRACTION, softmax.collapsedFraction())
                .set(Figure.MAX_PROBABILITY_MEAN, softmax.maxProbabilityMean())
                .set(Figure.ROW_SUM_ERRORS, softmax.rowSumErrors())
                .set(Figure.TOP_CLASS_FRACTION, softmax.topClassFraction());
    }
}
