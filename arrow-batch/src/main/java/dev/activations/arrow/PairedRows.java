package dev.activations.arrow;

import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * Two columns of lists of numbers, row beside row.
 *
 * @param function who asks, for the sentence of an error
 */
record PairedRows(String function, RowsOfNumbers first, RowsOfNumbers second) {

    static PairedRows of(String function, List<FieldVector> columns) {
        return new PairedRows(function, new RowsOfNumbers(columns.get(0)), new RowsOfNumbers(columns.get(1)));
    }

    boolean isMissing(int row) {
        return first.isMissing(row) || second.isMissing(row);
    }

    boolean areFloats() {
        return first.areFloats() && second.areFloats();
    }

    /** The row of the second column, which must be as long as {@code ofFirst}, that of the first. */
    double[] second(int row, double[] ofFirst) {
        double[] values = second.doubles(row);
        requireEqual(row, ofFirst.length, values.length);
        return values;
    }

    /** As {@link #second(int, double[])}, of floats. */
    float[] second(int row, float[] ofFirst) {
        float[] values = second.floats(row);
        requireEqual(row, ofFirst.length, values.length);
        return values;
    }

    private void requireEqual(int row, int ofFirst, int ofSecond) {
        if (ofFirst != ofSecond) {
            throw new IllegalArgumentException(
                    "row %d: %s takes lists of equal length; '%s' has %d values and '%s' has %d"
                            .formatted(row, function, first.name(), ofFirst, second.name(), ofSecond));
        }
    }
}
