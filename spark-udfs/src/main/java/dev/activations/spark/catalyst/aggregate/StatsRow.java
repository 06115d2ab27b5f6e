package dev.activations.spark.catalyst.aggregate;

import dev.activations.functions.Activation;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.figures.Distribution;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.figures.Silence;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.ValueStatistics;
import java.util.Arrays;
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

    private StatsRow() {}

    static InternalRow of(LayerBuffer layer, Activation activation) {
        LayerStatistics statistics = layer.statistics();
        ValueStatistics values = statistics.values();
        Object[] row = new Object[TYPE.length()];
        set(row, "units", statistics.layout().units());
        set(row, "samples", layer.samples());
        set(row, "values", values.values());
        set(row, "missing", statistics.missingValues());
        set(row, "nan", values.nan());
        set(row, "positive_infinity", values.positiveInfinity());
        set(row, "negative_infinity", values.negativeInfinity());
        if (activation.kernel() instanceof Elementwise elementwise) {
            Behaviour behaviour = elementwise.behaviour();
            statistics.units().ifPresent(units -> {
                setFiring(row, layer, units, behaviour);
                Saturation.of(statistics, units, behaviour).ifPresent(saturation -> setSaturation(row, saturation));
            });
        }
        setDistribution(row, Distribution.of(values));
        return new GenericInternalRow(row);
    }

    private static void setFiring(Object[] row, LayerBuffer layer, UnitStatistics units, Behaviour behaviour) {
        if (!layer.statistics().tellsFiring(behaviour)) {
            return;
        }
        set(row, "never_fired_units", 0L);
        set(row, "dead_units", 0L);
        if (behaviour.canDie()) {
            int[] silent = IntStream.range(0, units.units())
                    .filter(u -> units.nonFinite(u) == 0 && units.fired(u) == 0)
                    .toArray();
            set(row, "never_fired_units", (long) silent.length);
            set(
                    row,
                    "dead_units",
                    Arrays.stream(silent)
                            .filter(u -> Silence.DEFAULT.provesDead(layer.samples(units, u)))
                            .count());
            set(row, "firing_rate_upper_bound", Silence.DEFAULT.upperBound(layer.samples()));
        }
    }

    private static void setSaturation(Object[] row, Saturation saturation) {
        setFigure(row, "saturated_low_fraction", saturation.lowFraction());
        setFigure(row, "saturated_high_fraction", saturation.highFraction());
        setFigure(row, "saturated_fraction", saturation.fraction());
    }

    private static void setDistribution(Object[] row, Distribution distribution) {
        setFigure(row, "zero_fraction", distribution.zeroFraction());
        setFigure(row, "mean", distribution.mean());
        setFigure(row, "standard_deviation", distribution.standardDeviation());
        setFigure(row, "skewness", distribution.skewness());
        setFigure(row, "min", distribution.min());
        setFigure(row, "max", distribution.max());
    }

    /** As in the report, a figure that is not finite is undetermined: sums over large doubles overflow. */
    private static void setFigure(Object[] row, String column, double figure) {
        set(row, column, Double.isFinite(figure) ? figure : null);
    }

    private static void set(Object[] row, String column, Object value) {
        row[TYPE.fieldIndex(column)] = value;
    }
}
