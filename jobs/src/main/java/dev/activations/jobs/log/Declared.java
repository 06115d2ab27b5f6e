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
 * @param role the role; empty for none
 */
public record Declared(LayerKey layer, boolean hasDepth, long depth, String activation, String role) {

    static Declared of(LayerKey layer, PrimitiveRow row) {
        return new Declared(
                layer,
                !row.isNull(LogColumn.DEPTH.ordinal()),
                LogKey.number(row, LogColumn.DEPTH),
                text(row, LogColumn.ACTIVATION),
                text(row, LogColumn.ROLE));
    }

    private static String text(PrimitiveRow row, LogColumn column) {
        return row.isNull(column.ordinal()) ? "" : row.getString(column.ordinal());
    }
}
