package dev.activations.arrow;

import dev.activations.functions.kernel.RowPair;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The gradient at a row's input from the one at its output: a function of two lists of equal length, which gives a list
 * like the first.
 */
record GradientOfRows(RowPair gradient) implements TwoColumns {

    @Override
    public Field resultField(String function, List<Field> columns) {
        PairedColumns pair = PairedColumns.of(function, columns);
        if (!pair.areLists()) {
            throw pair.refusal(
                    function, "two columns of lists of Float2, Float4 or Float8 (inputs and upstream gradients)");
        }
        return pair.list();
    }

    @Override
    public void fill(String function, List<FieldVector> columns, FieldVector result) {
        PairedRows rows = PairedRows.of(function, columns);
        ComputedRows.fillLists(
                result, columns.get(0), rows::isMissing, rows.areFloats() ? inFloats(rows) : inDoubles(rows));
    }

    private ComputedRows.RowWriter inFloats(PairedRows rows) {
        return (row, numbers, position) -> {
            float[] inputs = rows.first().floats(row);
            float[] upstream = rows.second(row, inputs);
            gradient.values(inputs, 0, upstream, 0, inputs, 0, inputs.length);
            numbers.set(position, inputs);
        };
    }

    private ComputedRows.RowWriter inDoubles(PairedRows rows) {
        return (row, numbers, position) -> {
            double[] inputs = rows.first().doubles(row);
            double[] upstream = rows.second(row, inputs);
            gradient.values(inputs, 0, upstream, 0, inputs, 0, inputs.length);
            numbers.set(position, inputs);
        };
    }
}
