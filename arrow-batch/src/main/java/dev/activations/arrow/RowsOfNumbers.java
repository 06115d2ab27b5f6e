package dev.activations.arrow;

import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** The rows of a column of lists of numbers, as arrays; one that is null or has a null element is missing. */
final class RowsOfNumbers {

    private final FieldVector list;
    private final ListRows rows;
    private final Optional<LargeBuffer<float[]>> floats;
    private final Optional<LargeBuffer<double[]>> doubles;
    private final ArrowBuf validity;
    private final ArrowBuf elementValidity;
    private final boolean nullElements;

    /** @throws IllegalArgumentException naming the first row that reaches outside the list's values */
    RowsOfNumbers(FieldVector list) {
        this.list = list;
        rows = ListRows.of(list);
        FieldVector values = Lists.values(list);
        FloatType<?> type = FloatType.of(values.getField()).orElseThrow();
        floats = type.asFloats().map(of -> new LargeBuffer<>(of, of.data(values), values.getValueCount()));
        doubles = type.asDoubles().map(of -> new LargeBuffer<>(of, of.data(values), values.getValueCount()));
        validity = list.getValidityBuffer();
        elementValidity = values.getValidityBuffer();
        nullElements = Validity.hasNull(values);
    }

    boolean isMissing(int row) {
        long start = rows.start(row);
        return Validity.isNull(validity, row)
                || nullElements && Validity.hasNull(elementValidity, start, start + rows.length(row));
    }

    /** Whether the numbers are floats or halves, so that {@link #floats} has all of their digits. */
    boolean areFloats() {
        return floats.isPresent();
    }

    int length(int row) {
        return Math.toIntExact(rows.length(row));
    }

    /** Whether there is such a row, as long as that and directly behind the one before. */
    boolean follows(int row, int length) {
        return row < rows.count() && rows.length(row) == length && rows.start(row) == rows.start(row - 1) + length;
    }

    /** Copies so many values of a column of floats or halves, from the row's first on. */
    void read(int row, float[] into, int count) {
        floats.orElseThrow().read(rows.start(row), into, 0, count);
    }

    /** As for floats, of a column of doubles. */
    void read(int row, double[] into, int count) {
        doubles.orElseThrow().read(rows.start(row), into, 0, count);
    }

    /** The row of a column of floats or halves. */
    float[] floats(int row) {
        float[] values = new float[Math.toIntExact(rows.length(row))];
        floats.orElseThrow().read(rows.start(row), values, 0, values.length);
        return values;
    }

    double[] doubles(int row) {
        double[] values = new double[Math.toIntExact(rows.length(row))];
        if (areFloats()) {
            float[] narrow = floats(row);
            for (int i = 0; i < values.length; i++) {
                values[i] = narrow[i];
            }
        } else {
            doubles.orElseThrow().read(rows.start(row), values, 0, values.length);
        }
        return values;
    }

    String name() {
        return list.getName();
    }
}
