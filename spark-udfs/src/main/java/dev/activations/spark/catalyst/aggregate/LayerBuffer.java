package dev.activations.spark.catalyst.aggregate;

import dev.activations.functions.Activation;
import dev.activations.functions.statistics.DistinctSamples;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.functions.statistics.UnitStatistics;
import java.io.Serializable;

/** The accumulator of one group, which is made when the first row tells the width of the layer. */
final class LayerBuffer implements Serializable {

    private static final long serialVersionUID = 1;

    private static final RowValues NO_INPUTS = new RowValues();

    private LayerStatistics statistics;
    private DistinctSamples distinct;

    boolean isEmpty() {
        return statistics == null;
    }

    /** What the rows add up to; there must have been one. */
    LayerStatistics statistics() {
        return statistics;
    }

    /** Samples with values: different ones where rows name theirs, otherwise rows. */
    long samples() {
        return distinct == null ? statistics.samples() : distinct.count();
    }

    /** Those that have a value of the unit. */
    long samples(UnitStatistics units, int unit) {
        return distinct == null ? units.samples(unit) : distinct.count(unit);
    }

    /** Adds a row that is a sample of its own. */
    void add(RowValues outputs, Activation function) {
        if (statistics == null) {
            statistics = LayerStatistics.summary(function, UnitLayout.flat(outputs.length()));
        }
        checkWidth(outputs.length());
        statistics.add(NO_INPUTS, outputs);
        statistics.endSample();
    }

    /** Adds a row of a sample that other rows, in any place, may be of too. */
    void add(RowValues outputs, Activation function, long sample) {
        add(outputs, function);
        if (distinct == null) {
            distinct = new DistinctSamples();
        }
        distinct.add(sample, outputs);
    }

    void merge(LayerBuffer other) {
        if (statistics == null) {
            statistics = other.statistics;
            distinct = other.distinct;
        } else if (other.statistics != null) {
            checkWidth(other.statistics.layout().width());
            statistics.merge(other.statistics);
            if (distinct != null) {
                distinct.merge(other.distinct);
            }
        }
    }

    private void checkWidth(int width) {
        int expected = statistics.layout().width();
        if (width != expected) {
            throw new IllegalArgumentException(
                    "activation_stats: a row of %d values among rows of %d; group by layer".formatted(width, expected));
        }
    }
}
