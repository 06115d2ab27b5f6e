package dev.activations.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** The rows of a column of lists of numbers, as arrays of doubles; one that is null or has a null element is missing. */
final class RowsOfNumbers {

    private final FieldVector list;
    private final ListRows rows;
    private final Numbers numbers;
    private final ArrowBuf validity;
    private final ArrowBuf elementValidity;
    private final boolean nullElements;

    /** @throws IllegalArgumentException naming the first row that reaches outside the list's values */
    RowsOfNumbers(FieldVector list) {
        this.list = list;
        rows = ListRows.of(list);
        FieldVector values = Lists.values(list);
        numbers = Numbers.of(values);
        validity = list.getValidityBuffer();
        elementValidity = values.getValidityBuffer();
        nullElements = Validity.hasNull(values);
    }

    boolean isMissing(int row) {
        long start = rows.start(row);
        return Validity.isNull(validity, row)
                || nullElements && Validity.hasNull(elementValidity, start, start + rows.length(row));
    }

    double[] get(int row) {
        return numbers.get(rows.start(row), Math.toIntExact(rows.length(row)));
    }

    String name() {
        return list.getName();
    }
}
