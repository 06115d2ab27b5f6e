package dev.activations.arrow;

import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.Reduction;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A loss of predictions and targets: of two numbers in each row, or of two lists, whose elements' losses are reduced.
 */
record LossOfPairs(Loss loss) implements TwoColumns {

    @Override
    public Field resultField(String function, List<Field> columns) {
        PairedColumns pair = PairedColumns.of(function, columns);
        if (pair.areNumbers()) {
            return pair.number();
        } else if (pair.areLists()) {
            return keepsElements() ? pair.list() : pair.number();
        }
        throw pair.refusal(function, "two columns of Float2, Float4 or Float8, or two of lists of them");
    }

    @Override
    public void fill(String function, List<FieldVector> columns, FieldVector result) {
        FieldVector first = columns.get(0);
        if (PairedColumns.isNumber(first.getField())) {
            Numbers predictions = Numbers.of(first);
            Numbers targets = Numbers.of(columns.get(1));
            ComputedRows.fill(result, first.getValueCount(), ComputedRows.missingIn(columns), row -> loss.ofPair()
                    .value(predictions.get(row), targets.get(row)));
        } else {
            fillReduced(first, PairedRows.of(function, columns), result);
        }
    }

    private void fillReduced(FieldVector first, PairedRows rows, FieldVector result) {
        if (keepsElements()) {
            ComputedRows.fillLists(
                    result,
                    first,
                    rows::isMissing,
                    (row, numbers, position) -> numbers.set(position, losses(rows, row)));
        } else {
            ComputedRows.fill(result, first.getValueCount(), rows::isMissing, row -> losses(rows, row)[0]);
        }
    }

    private double[] losses(PairedRows rows, int row) {
        double[] predictions = rows.first().doubles(row);
        return loss.values(predictions, rows.second(row, predictions));
    }

    private boolean keepsElements() {
        return loss.reduction() == Reduction.NONE;
    }
}
