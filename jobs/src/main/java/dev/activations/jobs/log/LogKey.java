package dev.activations.jobs.log;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerKey;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.util.OptionalInt;

/** Reads what names a row of a log. */
final class LogKey {

    private LogKey() {}

    static LayerKey layer(PrimitiveRow row) {
        int run = LogColumn.RUN.ordinal();
        String layer = row.getString(required(row, LogColumn.LAYER));
        return row.isNull(run) ? LayerKey.ofUnnamedRun(layer) : new LayerKey(row.getString(run), layer);
    }

    static long number(PrimitiveRow row, LogColumn column) {
        return row.isNull(column.ordinal()) ? 0 : row.getLong(column.ordinal());
    }

    /** The number in a column of small numbers; empty where it is NULL. */
    static OptionalInt numberOrNone(PrimitiveRow row, LogColumn column) {
        if (row.isNull(column.ordinal())) {
            return OptionalInt.empty();
        }
        long number = row.getLong(column.ordinal());
        if (number != (int) number) {
            throw new InputException(
                    "column %s holds %s, which is not a 32-bit integer".formatted(column, Long.toString(number)));
        }
        return OptionalInt.of((int) number);
    }

    /** The ordinal of a column that no row may have NULL in. */
    static int required(PrimitiveRow row, LogColumn column) {
        if (row.isNull(column.ordinal())) {
            throw new InputException("a row of the log has NULL in column " + column);
        }
        return column.ordinal();
    }
}
