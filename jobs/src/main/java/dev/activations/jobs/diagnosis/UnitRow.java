package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One unit at one step: a row of the table of units.
 *
 * @param unit its index in the layer, from 0
 * @param samples different samples with a value of the unit
 * @param fired those of them in which it fired; empty where its activation cannot be off, or the log does not tell
 * @param firingRateUpperBound what these samples can prove about its firing rate; empty as {@code fired} is
 * @param verdict what can be said of it
 * @param values finite values that the tails were looked for in, at all positions
 * @param saturatedLow those in the low tail; empty where there is none, or the log does not tell
 * @param saturatedHigh those in the high tail; empty as {@code saturatedLow} is
 * @param mean of its finite outputs; empty of none, as are the next three
 * @param standardDeviation population standard deviation of its finite outputs
 * @param min the smallest of them
 * @param max the largest of them
 */
public record UnitRow(
        int unit,
        long samples,
        OptionalLong fired,
        OptionalDouble firingRateUpperBound,
        UnitVerdict verdict,
        long values,
        OptionalLong saturatedLow,
        OptionalLong saturatedHigh,
        OptionalDouble mean,
        OptionalDouble standardDeviation,
        OptionalDouble min,
        OptionalDouble max) {

    /**
     * The units of a layer at one step; none where its activation is not elementwise.
     *
     * @param distinctSamples how many different samples the rows are of
     */
    public static Stream<UnitRow> of(
            LayerStatistics statistics, long distinctSamples, LayerDeclaration layer, Settings settings) {
        Optional<UnitStatistics> units = statistics.units();
        return units.isEmpty()
                ? Stream.empty()
                : new Maker(statistics, units.get(), distinctSamples, layer, settings).rows();
    }

    /** What the units of one layer at one step have in common. */
    private static final class Maker {
        private final LayerStatistics statistics;
        private final UnitStatistics units;
        private final UnitVerdict[] verdicts;
        private final long distinctSamples;
        private final boolean tellsFiring;
        private final boolean tellsLow;
        private final boolean tellsHigh;
        private final FiringBound bound;
        private final Map<Long, Double> bounds = new HashMap<>();

        Maker(
                LayerStatistics statistics,
                UnitStatistics units,
                long distinctSamples,
                LayerDeclaration layer,
                Settings settings) {
            Behaviour behaviour = layer.behaviour().orElseThrow();
            this.statistics = statistics;
            this.units = units;
            this.distinctSamples = distinctSamples;
            verdicts = UnitJudge.of(statistics, distinctSamples, layer, settings);
            tellsFiring = behaviour.canDie() && statistics.tellsFiring(behaviour);
            tellsLow = Saturation.tells(statistics, behaviour, Side::lowTail);
            tellsHigh = Saturation.tells(statistics, behaviour, Side::highTail);
            bound = FiringBound.forUnits(settings, units.units());
        }

        Stream<UnitRow> rows() {
            return IntStream.range(0, verdicts.length).mapToObj(this::row);
        }

        private UnitRow row(int u) {
            long samples = UnitJudge.samples(statistics, units, u, distinctSamples);
            long fired = Math.min(units.fired(u), samples);
            return new UnitRow(
                    u,
                    samples,
                    tellsFiring ? OptionalLong.of(fired) : OptionalLong.empty(),
                    tellsFiring ? OptionalDouble.of(upperBound(fired, whole(u))) : OptionalDouble.empty(),
                    verdicts[u],
                    units.tailValues(u),
                    tellsLow ? OptionalLong.of(units.low(u)) : OptionalLong.empty(),
                    tellsHigh ? OptionalLong.of(units.high(u)) : OptionalLong.empty(),
                    finite(units.mean(u)),
                    finite(units.standardDeviation(u)),
                    finite(units.min(u)),
                    finite(units.max(u)));
        }

        /** What proves something: not fewer than fired, of which each is proof that it does. */
        private long whole(int u) {
            return Math.max(
                    Math.min(units.fired(u), UnitJudge.samples(statistics, units, u, distinctSamples)),
                    UnitJudge.wholeSamples(statistics, units, u, distinctSamples));
        }

        /** Solved once for each count: most units of a layer have the same samples. */
        private double upperBound(long fired, long samples) {
            return samples == distinctSamples
                    ? bounds.computeIfAbsent(fired, k -> bound.of(k, samples))
                    : bound.of(fired, samples);
        }

        private static OptionalDouble finite(double value) {
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }
}
