package dev.activations.jobs.log;

import dev.activations.functions.statistics.RowValues;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.spark.catalyst.PrimitiveRow;
import java.util.Iterator;

/** One row of a log: one sample's values at one layer at one step. One object serves a whole partition. */
public final class LogRow {

    private final RowValues pre = new RowValues();
    private final RowValues post = new RowValues();
    private LayerKey key;
    private long step;

    private LogRow() {}

    static Iterator<LogRow> readAll(Iterator<PrimitiveRow> rows) {
        LogRow current = new LogRow();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public LogRow next() {
                current.read(rows.next());
                return current;
            }
        };
    }

    private void read(PrimitiveRow row) {
        requireValue(row, LogColumn.LAYER);
        requireValue(row, LogColumn.STEP);
        String run = row.isNull(LogColumn.RUN.ordinal()) ? "" : row.getString(LogColumn.RUN.ordinal());
        key = new LayerKey(run, row.getString(LogColumn.LAYER.ordinal()));
        step = row.getLong(LogColumn.STEP.ordinal());
        read(row, LogColumn.PRE, pre);
        read(row, LogColumn.POST, post);
    }

    private static void requireValue(PrimitiveRow row, LogColumn column) {
        if (row.isNull(column.ordinal())) {
            throw new InputException("a row of the log has NULL in column " + column);
        }
    }

    private static void read(PrimitiveRow row, LogColumn column, RowValues values) {
        int ordinal = column.ordinal();
        if (row.isNull(ordinal)) {
            values.clear();
            return;
        }
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

    public LayerKey key() {
        return key;
    }

    public long step() {
        return step;
    }

    /** What went into the activation, where the row has it. */
    public RowValues pre() {
        return pre;
    }

    /** What came out, where the row has it. */
    public RowValues post() {
        return post;
    }

    /** How many values the row has; 0 for a row with neither inputs nor outputs. */
    public int width() {
        return Math.max(pre.length(), post.length());
    }
}
