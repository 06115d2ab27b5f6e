package dev.activations.jobs.log;

import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.model.SampleOfRow;
import dev.activations.jobs.model.Units;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** One row of a log: one sample's values at one layer at one step. One object serves a whole partition. */
public final class LogRow {

    private final ChannelAxes axes;
    private final SampleNaming naming;
    private final RowValues pre = new RowValues();
    private final RowValues post = new RowValues();
    private final RowValues gradient = new RowValues();
    private LayerKey key;
    private long step;
    private Declared declared;
    private final SampleOfRow sample = new SampleOfRow();
    private UnitLayout layout;

    private LogRow(Units units, SampleNaming naming) {
        axes = new ChannelAxes(units);
        this.naming = naming;
    }

    static Iterator<LogRow> readAll(Iterator<PrimitiveRow> rows, Units units, SampleNaming naming) {
        LogRow current = new LogRow(units, naming);
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
        declared = Declared.of(key, row);
        if (naming.named() && row.isNull(LogColumn.SAMPLE.ordinal())) {
            throw new InputException(
                    "%s has NULL in column %s at step %s".formatted(key, LogColumn.SAMPLE, Long.toString(step)));
        }
        readSample(row);
        read(row, LogColumn.PRE, pre);
        read(row, LogColumn.POST, post);
        read(row, LogColumn.GRADIENT, gradient);
        layout = layout(row);
        if (!row.isNull(LogColumn.MASK.ordinal())) {
            mask(row);
        }
    }

    private void readSample(PrimitiveRow row) {
        long position = LogKey.number(row, LogColumn.POSITION);
        int ordinal = LogColumn.SAMPLE.ordinal();
        if (!row.isNull(ordinal) && row.isString(ordinal)) {
            sample.set(row.getString(ordinal), position);
        } else {
            sample.set(LogKey.number(row, LogColumn.SAMPLE), position);
        }
        sample.of(LogKey.number(row, LogColumn.POSITIONS_OF));
    }

    private void read(PrimitiveRow row, LogColumn column, RowValues values) {
        int ordinal = column.ordinal();
        if (row.isNull(ordinal)) {
            values.clear();
        } else if (row.isStruct(ordinal)) {
            VectorColumn.read(row.struct(ordinal), values, this::where);
        } else {
            row.into(ordinal, values);
        }
    }

    /** Where the row is in the log, for a sentence that refuses it. */
    private String where() {
        return String.format(Locale.ROOT, "%s at step %d", key, step);
    }

    private UnitLayout layout(PrimitiveRow row) {
        int ordinal = LogColumn.SHAPE.ordinal();
        if (row.isNull(ordinal)) {
            return UnitLayout.flat(width());
        }
        requireNoNulls(row, LogColumn.SHAPE);
        int[] shape = row.ints(ordinal);
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
        return axes.layout(key, shape, LogKey.numberOrNone(row, LogColumn.UNIT_AXIS));
    }

    private void requireNoNulls(PrimitiveRow row, LogColumn column) {
        boolean[] nulls = row.nullElements(column.ordinal());
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i]) {
                throw new InputException(
                        String.format(Locale.ROOT, "%s: column %s has NULL as its element %d", where(), column, i));
            }
        }
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
        requireNoNulls(row, LogColumn.MASK);
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

    /** What the row declares of its layer. */
    public Declared declared() {
        return declared;
    }

    /** The sample that the row is of, the same object for every row. */
    public SampleOfRow sample() {
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
