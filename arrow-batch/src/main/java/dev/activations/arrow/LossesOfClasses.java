package dev.activations.arrow;

import dev.activations.functions.kernel.ClassLoss;
import java.util.function.IntPredicate;
import org.apache.arrow.vector.BaseIntVector;

/**
 * The losses of lists of logits and the indices of their true classes. Rows of one length that lie one behind the other are
 * computed together when the first of them is asked for.
 */
final class LossesOfClasses {

    /** Values of the rows that are computed together: few enough for the nearest cache. */
    private static final int MOST_VALUES = 1 << 12;

    private static final int MOST_ROWS = 1 << 10;

    private final ClassLoss loss;
    private final RowsOfNumbers logits;
    private final BaseIntVector classes;
    private final IntPredicate missing;
    private final long[] indices = new long[MOST_ROWS];
    private final float[] floatLosses = new float[MOST_ROWS];
    private final double[] doubleLosses = new double[MOST_ROWS];
    private float[] floats = {};
    private double[] doubles = {};
    private int first;
    private int end;

    /** @param missing which rows have no loss; they are not asked for */
    LossesOfClasses(ClassLoss loss, RowsOfNumbers logits, BaseIntVector classes, IntPredicate missing) {
        this.loss = loss;
        this.logits = logits;
        this.classes = classes;
        this.missing = missing;
    }

    /** @throws IllegalArgumentException naming the first row whose class it does not have */
    double at(int row) {
        if (row < first || row >= end) {
            compute(row);
        }
        return logits.areFloats() ? floatLosses[row - first] : doubleLosses[row - first];
    }

    private void compute(int row) {
        int length = logits.length(row);
        int rows = 1;
        while (rows < MOST_ROWS
                && (rows + 1L) * length <= MOST_VALUES
                && logits.follows(row + rows, length)
                && !missing.test(row + rows)) {
            rows++;
        }
        for (int i = 0; i < rows; i++) {
            indices[i] = classes.getValueAsLong(row + i);
        }
        first = row;
        end = row;
        try {
            compute(row, rows, length);
        } catch (IllegalArgumentException e) {
            throw named(row, rows, length, e);
        }
        end = row + rows;
    }

    private void compute(int row, int rows, int length) {
        if (logits.areFloats()) {
            floats = floats.length < rows * length ? new float[Math.max(MOST_VALUES, length)] : floats;
            logits.read(row, floats, rows * length);
            loss.rows(floats, 0, length, rows, indices, floatLosses);
        } else {
            doubles = doubles.length < rows * length ? new double[Math.max(MOST_VALUES, length)] : doubles;
            logits.read(row, doubles, rows * length);
            loss.rows(doubles, 0, length, rows, indices, doubleLosses);
        }
    }

    /** What is wrong, with the row whose class is out of range. */
    private IllegalArgumentException named(int row, int rows, int length, IllegalArgumentException e) {
        int wrong = 0;
        while (wrong < rows - 1 && indices[wrong] >= 0 && indices[wrong] < length) {
            wrong++;
        }
        return new IllegalArgumentException("row %d: %s".formatted(row + wrong, e.getMessage()), e);
    }
}
