package dev.activations.spark.catalyst;

import dev.activations.functions.Activation;
import dev.activations.functions.definition.Behaviour;
import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Firing;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.ValueStatistics;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;

/** The struct of {@code activation_stats}: names and meanings of the diagnosis report; what outputs cannot tell is NULL. */
final class StatsRow {

    static final StructType TYPE = StructType.fromDDL("units int NOT NULL, samples bigint NOT NULL, "
            + "`values` bigint NOT NULL, missing bigint NOT NULL, nan bigint NOT NULL, positive_infinity bigint NOT NULL, "
            + "negative_infinity bigint NOT NULL, never_fired_units bigint, dead_units bigint, "
            + "firing_rate_upper_bound double, saturated_low_fraction double, saturated_high_fraction double, "
            + "saturated_fraction double, zero_fraction double, mean double, standard_deviation double, skewness double, "
            + "min double, max double");

    /** One minus the confidence of the bound on a firing rate, and the rate below which a silent unit is called dead. */
    private static final double ALPHA = 0.05;

    private static final double MAX_FIRING_RATE = 0.01;

    private StatsRow() {}

    static InternalRow of(LayerStatistics statistics, Activation activation) {
        ValueStatistics values = statistics.values();
        Object[] row = new Object[TYPE.length()];
        set(row, "units", statistics.layout().units());
        set(row, "samples", statistics.samples());
        set(row, "values", values.values());
        set(row, "missing", statistics.missingValues());
        set(row, "nan", values.nan());
        set(row, "positive_infinity", values.positiveInfinity());
        set(row, "negative_infinity", values.negativeInfinity());
        if (activation.kernel() instanceof Elementwise elementwise) {
            Behaviour behaviour = elementwise.behaviour();
            statistics.units().ifPresent(units -> {
                setFiring(row, units, behaviour, statistics.samples());
                setSaturation(row, units, behaviour);
            });
        }
        if (values.finite() > 0) {
            setDistribution(row, values);
        }
        return new GenericInternalRow(row);
    }

    private static void setFiring(Object[] row, UnitStatistics units, Behaviour behaviour, long samples) {
        if (behaviour.byOutput().firing().rule() == Firing.Rule.UNKNOWN) {
            return;
        }
        set(row, "never_fired_units", behaviour.canDie() ? silent(units, 1) : 0L);
        set(row, "dead_units", behaviour.canDie() ? silent(units, MAX_FIRING_RATE) : 0L);
        if (behaviour.canDie()) {
            set(row, "firing_rate_upper_bound", bound(samples));
        }
    }

    /** Finite units that never fired, in samples enough to bound their rate so. */
    private static long silent(UnitStatistics units, double rate) {
        return IntStream.range(0, units.units())
                .filter(u -> units.nonFinite(u) == 0 && units.fired(u) == 0 && bound(units.samples(u)) <= rate)
                .count();
    }

    /** Clopper and Pearson's one-sided bound on the rate of what happened in none of the samples. */
    private static double bound(long samples) {
        return samples == 0 ? 1 : -Math.expm1(Math.log(ALPHA) / samples);
    }

    private static void setSaturation(Object[] row, UnitStatistics units, Behaviour behaviour) {
        boolean low = behaviour.byOutput().lowTail().isPresent();
        boolean high = behaviour.byOutput().highTail().isPresent();
        long[] sums = new long[3];
        for (int u = 0; u < units.units(); u++) {
            sums[0] += units.low(u);
            sums[1] += units.high(u);
            sums[2] += units.tailValues(u);
        }
        if (sums[2] > 0 && (low || high)) {
            set(row, "saturated_low_fraction", low ? (double) sums[0] / sums[2] : null);
            set(row, "saturated_high_fraction", high ? (double) sums[1] / sums[2] : null);
            set(row, "saturated_fraction", (double) (sums[0] + sums[1]) / sums[2]);
        }
    }

    private static void setDistribution(Object[] row, ValueStatistics values) {
        double deviation = values.moments().standardDeviation();
        set(row, "zero_fraction", (double) values.histogram().zeros() / values.finite());
        set(row, "mean", values.moments().mean());
        set(row, "standard_deviation", deviation);
        set(row, "skewness", deviation > 0 ? values.moments().skewness() : null);
        set(row, "min", values.min());
        set(row, "max", values.max());
    }

    private static void set(Object[] row, String column, Object value) {
        row[TYPE.fieldIndex(column)] = value;
    }
}
