package dev.activations.arrow;

import dev.activations.functions.kernel.ClassLoss;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The cross-entropy of a list of logits and the index of the true class in each row. */
record LossOfClasses(ClassLoss loss) implements TwoColumns {

    @Override
    public Field resultField(String function, List<Field> columns) {
        PairedColumns pair = PairedColumns.of(function, columns);
        boolean integer = pair.second().getType() instanceof ArrowType.Int;
        if (!integer || !PairedColumns.isListOfNumbers(pair.first())) {
            throw pair.refusal(
                    function, "a column of lists of Float2, Float4 or Float8 (logits) and one of integers (the class)");
        }
        return pair.number();
    }

    @Override
    public void fill(String function, List<FieldVector> columns, FieldVector result) {
        RowsOfNumbers logits = new RowsOfNumbers(columns.get(0));
        BaseIntVector classes = (BaseIntVector) columns.get(1);
        ArrowBuf validity = columns.get(1).getValidityBuffer();
        IntPredicate missing = row -> logits.isMissing(row) || Validity.isNull(validity, row);
        LossesOfClasses losses = new LossesOfClasses(loss, logits, classes, missing);
        ComputedRows.fill(result, columns.get(0).getValueCount(), missing, losses::at);
    }
}
