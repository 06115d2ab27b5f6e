package dev.activations.jobs.log;

import dev.activations.functions.statistics.RowValues;
import dev.activations.spark.catalyst.PrimitiveRow;

/** Values that a row has in an array of floats or doubles. */
final class ArrayColumn {

    private ArrayColumn() {}

    static void read(PrimitiveRow row, int ordinal, RowValues values) {
        if (row.isFloats(ordinal)) {
            float[] floats = row.floats(ordinal);
            values.set(floats, 0, floats.length);
        } else {
            double[] doubles = row.doubles(ordinal);
            values.set(doubles, 0, doubles.length);
        }
        boolean[] nulls = row.nullElements(ordinal);
        if (nulls.length > 0) {
            values.leaveOutNulls(nulls);
        }
    }
}
