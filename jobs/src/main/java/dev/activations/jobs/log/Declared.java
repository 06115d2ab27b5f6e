package dev.activations.jobs.log;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.LayerKey;
import dev.activations.spark.catalyst.rows.PrimitiveRow;

/**
 * What one row of a log declares of its layer.
 *
 * @param hasDepth whether it says a depth
 * @param depth the depth; 0 without one
 * @param activation the activation; empty for none
 */
public record Declared(LayerKey layer, boolean hasDepth, long depth, String activation) {

    static Declared of(LayerKey layer, PrimitiveRow row) {
        int activation = LogColumn.ACTIVATION.ordinal();
        return new Declared(
                layer,
                !row.isNull(LogColumn.DEPTH.ordinal()),
                LogKey.number(row, LogColumn.DEPTH),
                row.isNull(activation) ? "" : row.getString(activation));
    }
}
