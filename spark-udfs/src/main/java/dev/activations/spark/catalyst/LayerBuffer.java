package dev.activations.spark.catalyst;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import java.util.Optional;

/** The accumulator of one group, which is made when the first row tells the width of the layer. */
final class LayerBuffer {

    private static final RowValues NO_INPUTS = new RowValues();

    private LayerStatistics statistics;

    static LayerBuffer of(LayerStatistics statistics) {
        LayerBuffer buffer = new LayerBuffer();
        buffer.statistics = statistics;
        return buffer;
    }

    /** Empty before the first row. */
    Optional<LayerStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    /** Adds one sample's outputs. */
    void add(RowValues outputs, String activation) {
        if (statistics == null) {
            Activation function = Catalogue.named(activation);
            statistics = new LayerStatistics(Optional.of(function), UnitLayout.flat(outputs.length()), 0);
        }
        checkWidth(outputs.length());
        statistics.add(NO_INPUTS, outputs);
        statistics.endSample();
    }

    void merge(LayerStatistics other) {
        if (statistics == null) {
            statistics = other;
        } else {
            checkWidth(other.layout().width());
            statistics.merge(other);
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
