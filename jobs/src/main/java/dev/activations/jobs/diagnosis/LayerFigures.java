package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.figures.Distribution;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.statistics.GradientStatistics;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.Moments;
import dev.activations.functions.statistics.SoftmaxStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.ValueStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Makes the figures of one layer at one step out of what its rows add up to. */
final class LayerFigures {

    private static final double[] QUANTILES = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

    /** The largest finite number of half precision. */
    private static final double LARGEST_HALF = 65504;

    /** Normalised entropy below which a head counts as collapsed onto one entry. */
    private static final double COLLAPSED = 0.1;

    private final FiringLimit limit;
    private final LayerStatistics statistics;
    private final Optional<Behaviour> behaviour;
    private final long samples;
    private final Figures.Builder figures = Figures.builder();

    private LayerFigures(FiringLimit limit, LayerStatistics statistics, long samples, Optional<Behaviour> behaviour) {
        this.samples = samples;
        this.limit = limit;
        this.statistics = statistics;
        this.behaviour = behaviour;
    }

    /**
     * @param samples how many different samples have values
     * @param layer what the log declares it to be
     * @param verdicts one per unit, by {@link UnitJudge}; empty where its activation is not elementwise
     */
    static Figures of(
            Settings settings,
            LayerStatistics statistics,
            long samples,
            LayerDeclaration layer,
            UnitVerdict[] verdicts) {
        LayerFigures maker = new LayerFigures(
                FiringLimit.of(layer, statistics.layout().units(), settings), statistics, samples, layer.behaviour());
        maker.addCoverage();
        maker.addValues(statistics.values());
        Spread.addTo(maker.figures, statistics, samples, layer.behaviour());
        maker.addLossGradient(statistics.gradients());
        statistics.units().ifPresent(units -> maker.addUnits(units, verdicts));
        statistics.softmax().filter(softmax -> softmax.rows() > 0).ifPresent(maker::addSoftmax);
        statistics.votes().ifPresent(votes -> maker.figures.set(Figure.TOP_UNIT_FRACTION, votes.topFraction()));
        return maker.figures.build();
    }

    private void addCoverage() {
        figures.set(Figure.SAMPLES, samples)
                .set(Figure.SAMPLES_IN_PART, samples - wholeSamples())
                .set(Figure.VALUES, statistics.values().values())
                .set(Figure.MISSING, statistics.missingValues())
                .set(Figure.MASKED, statistics.maskedValues());
    }

    private void addUnits(UnitStatistics units, UnitVerdict[] verdicts) {
        UnitCounts counts = UnitCounts.of(verdicts);
        Behaviour facts = behaviour.orElseThrow();
        boolean tellsFiring = statistics.tellsFiring(facts);
        boolean tellsTails = Saturation.tells(statistics, facts, Side::lowTail)
                || Saturation.tells(statistics, facts, Side::highTail);
        figures.set(Figure.CONSTANT_UNITS, counts.of(UnitVerdict.CONSTANT))
                .set(Figure.NON_FINITE_UNITS, counts.of(UnitVerdict.NON_FINITE));
        if (tellsFiring) {
            addFiring(units, verdicts, counts);
        }
        if (tellsTails || !levelsOff(facts)) {
            figures.set(Figure.STUCK_UNITS, counts.of(UnitVerdict.STUCK))
                    .set(Figure.STUCK_FRACTION, (double) counts.of(UnitVerdict.STUCK) / verdicts.length);
        }
        if (tellsFiring || tellsTails) {
            figures.set(Figure.INSUFFICIENT_UNITS, counts.of(UnitVerdict.INSUFFICIENT_DATA));
        }
        addGradient(statistics.derivative());
        addSaturation(units);
    }

    private long wholeSamples() {
        return Math.max(0, samples - statistics.samplesInPart());
    }

    private static boolean levelsOff(Behaviour facts) {
        return facts.byInput().lowTail().isPresent()
                || facts.byInput().highTail().isPresent();
    }

    private void addFiring(UnitStatistics units, UnitVerdict[] verdicts, UnitCounts counts) {
        boolean canDie = behaviour.orElseThrow().canDie();
        long silent = canDie ? counts.silent() : 0;
        figures.set(Figure.DEAD_UNITS, counts.of(UnitVerdict.DEAD))
                .set(Figure.NEVER_FIRED_UNITS, silent)
                .set(Figure.NEARLY_DEAD_UNITS, counts.of(UnitVerdict.NEARLY_DEAD))
                .set(Figure.DEAD_FRACTION, (double) counts.of(UnitVerdict.DEAD) / verdicts.length)
                .set(Figure.NEVER_FIRED_FRACTION, (double) silent / verdicts.length);
        if (canDie) {
            FiringRates.of(units, verdicts, limit).addTo(figures, samples, wholeSamples(), counts);
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
            behaviour.ifPresent(facts -> LinearBins.over(facts.outputRange())
                    .ifPresent(bins -> figures.linearHistogram(
                            bins.low(), bins.high(), values.histogram().linear(bins.low(), bins.high(), bins.bins()))));
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
                    .set(Figure.GRADIENT_NORM, gradients.norm())
                    .set(Figure.GRADIENT_ZERO_UNITS, gradients.unreachedUnits())
                    .set(Figure.FIRING_UNITS, count(unit -> !isSilent(unit)))
                    .set(Figure.IDLE_UNITS, count(unit -> !isSilent(unit) && gradients.isUnreached(unit)));
        }
    }

    private long count(IntPredicate isOne) {
        return IntStream.range(0, statistics.layout().units()).filter(isOne).count();
    }

    /** Whether a unit is known to fire in none of the samples. */
    private boolean isSilent(int unit) {
        return statistics
                .units()
                .filter(units -> units.samples(unit) == 0
                        || behaviour.orElseThrow().canDie()
                                && statistics.tellsFiring(behaviour.orElseThrow())
                                && units.fired(unit) == 0)
                .isPresent();
    }

    private void addSoftmax(SoftmaxStatistics softmax) {
        figures.set(Figure.ROW_SUM_ERRORS, softmax.rowSumErrors())
                .set(Figure.MAX_PROBABILITY_MEAN, softmax.maxProbabilityMean());
        if (softmax.judgedRows() > 0) {
            double[] heads = softmax.headEntropies();
            figures.set(Figure.ENTROPY_MEAN, softmax.entropyMean())
                    .set(Figure.COLLAPSED_FRACTION, softmax.collapsedFraction())
                    .set(Figure.TOP_CLASS_FRACTION, softmax.topClassFraction())
                    .set(Figure.UNUSED_CLASSES, softmax.votes().unused())
                    .headEntropies(heads);
            if (heads.length > 0) {
                figures.set(
                        Figure.COLLAPSED_HEADS,
                        Arrays.stream(heads).filter(head -> head < COLLAPSED).count());
            }
        }
    }
}
