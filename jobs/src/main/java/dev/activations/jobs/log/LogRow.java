package dev.activations.jobs.log;

import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Units;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** One row of a log: one sample's values at one layer at one step. One object serves a whole partition. */
public final class LogRow {

    private final Units units;
    private final RowValues pre = new RowValues();
    private final RowValues post = new RowValues();
    private final RowValues gradient = new RowValues();
    private LayerKey key;
    private long step;
    private long sample;
    private UnitLayout layout;

    private LogRow(Units units) {
        this.units = units;
    }

    static Iterator<LogRow> readAll(Iterator<PrimitiveRow> rows, Units units) {
        LogRow current = new LogRow(units);
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
        key = LogKey.layer(row);
        step = row.getLong(LogKey.required(row, LogColumn.STEP));
        sample = LogKey.number(row, LogColumn.SAMPLE);
        read(row, LogColumn.PRE, pre);
        read(row, LogColumn.POST, post);
        read(row, LogColumn.GRADIENT, gradient);
        layout = layout(row);
        if (!row.isNull(LogColumn.MASK.ordinal())) {
            mask(row);
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

    private UnitLayout layout(PrimitiveRow row) {
        int ordinal = LogColumn.SHAPE.ordinal();
        if (row.isNull(ordinal)) {
            return UnitLayout.flat(width());
        }
        int[] shape = row.ints(ordinal);
        if (units.channelAxis() >= shape.length) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "--channel-axis %d is outside the shape %s of %s; its axes count from 0",
                    units.channelAxis(),
                    Arrays.toString(shape),
                    key));
        }
        long product = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
        if (product != width() || Arrays.stream(shape).anyMatch(length -> length <= 0)) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s: shape %s makes %,d values, but a row at step %d has %,d",
                    key,
                    Arrays.toString(shape),
                    product,
                    step,
                    width()));
        }
        UnitLayout channels = UnitLayout.alongAxis(shape, units.channelAxis());
        return units.elements() ? channels.elementwise() : channels;
    }

    private void mask(PrimitiveRow row) {
        int ordinal = LogColumn.MASK.ordinal();
        if (row.isBoolean(ordinal)) {
            if (row.getBoolean(ordinal)) {
                pre.leaveOutAll();
                post.leaveOutAll();
                gradient.leaveOutAll();
            }
            return;
        }
        boolean[] mask = row.booleans(ordinal);
        mask(mask, pre);
        mask(mask, post);
        mask(mask, gradient);
    }

    private void mask(boolean[] mask, RowValues values) {
        if (values.isPresent()) {
            if (mask.length != values.length()) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s: a row at step %d has a mask of %,d elements for %,d values",
                        key,
                        step,
                        mask.length,
                        values.length()));
            }
            values.leaveOutMasked(mask);
        }
    }

    public LayerKey key() {
        return key;
    }

    public long step() {
        return step;
    }

    /** The sample that the row is of; 0 in a log that does not say. */
    public long sample() {
        return sample;
    }

    /** What went into the activation, where the row has it. */
    public RowValues pre() {
        return pre;
    }

    /** What came out, where the row has it. */
    public RowValues post() {
        return post;
    }

    /** The loss gradient at the layer, where the row has it. */
    public RowValues gradient() {
        return gradient;
    }

    /** How the row is made of units. */
    public UnitLayout layout() {
        return layout;
    }

    /** How many values the row has; 0 for a row with neither inputs nor outputs. */
    public int width() {
        return post.isPresent() ? post.length() : pre.length();
    }
}
