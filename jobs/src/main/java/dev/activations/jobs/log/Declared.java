package dev.activations.jobs.log;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.LayerKey;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * What one row of a log declares of its layer.
 *
 * @param hasDepth whether it says a depth
 * @param depth the depth; 0 without one
 * @param activation the activation; empty for none
 * @param role the role; empty for none
 */
record Declared(LayerKey layer, boolean hasDepth, long depth, String activation, String role) implements Serializable {

    /** So that a contradiction reads the same whatever row comes first. */
    static final Comparator<Declared> ORDER =
            Comparator.comparing(Declared::layer)
                    .thenComparing(Declared::depth)
                    .thenComparing(Declared::activation)
                    .thenComparing(Declared::role);

    static Iterator<Declared> distinct(Iterator<PrimitiveRow> rows) {
        Set<Declared> distinct = new HashSet<>();
        rows.forEachRemaining(row -> distinct.add(of(row)));
        return distinct.iterator();
    }

    private static Declared of(PrimitiveRow row) {
        return new Declared(
                LogKey.layer(row),
                !row.isNull(LogColumn.DEPTH.ordinal()),
                LogKey.number(row, LogColumn.DEPTH),
                text(row, LogColumn.ACTIVATION),
                text(row, LogColumn.ROLE));
    }

    private static String text(PrimitiveRow row, LogColumn column) {
        return row.isNull(column.ordinal()) ? "" : row.getString(column.ordinal());
    }
}
