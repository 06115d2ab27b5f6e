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
 */
record Declared(LayerKey layer, boolean hasDepth, long depth, String activation) implements Serializable {

    /** So that a contradiction reads the same whatever row comes first. */
    static final Comparator<Declared> ORDER =
            Comparator.comparing(Declared::layer).thenComparing(Declared::depth).thenComparing(Declared::activation);

    static Iterator<Declared> distinct(Iterator<PrimitiveRow> rows) {
        Set<Declared> distinct = new HashSet<>();
        rows.forEachRemaining(row -> distinct.add(of(row)));
        return distinct.iterator();
    }

    private static Declared of(PrimitiveRow row) {
        int activation = LogColumn.ACTIVATION.ordinal();
        return new Declared(
                LogKey.layer(row),
                !row.isNull(LogColumn.DEPTH.ordinal()),
                LogKey.number(row, LogColumn.DEPTH),
                row.isNull(activation) ? "" : row.getString(activation));
    }
}
