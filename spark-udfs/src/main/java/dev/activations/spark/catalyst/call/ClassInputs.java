package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Kernel;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;

/**
 * The scores of all classes, and which one is the true class; public for the code that Spark generates.
 *
 * @param operand the form of the scores
 * @param raises whether a class index out of range is an error, as in ANSI mode; otherwise it gives NULL
 */
public record ClassInputs(Operand operand, List<DataType> types, boolean raises) implements TwoInputs {

    /**
     * The form for inputs of these types.
     *
     * @throws IllegalArgumentException in a sentence, where they are not an array or a vector, and an integer
     */
    static ClassInputs of(String name, List<DataType> given, boolean raises) {
        DataType logits = given.get(0);
        DataType index = given.get(1);
        Operand operand = Operand.of(logits, Operation.CLASS_LOSS);
        boolean integer = index instanceof IntegralType || index instanceof NullType || index instanceof StringType;
        boolean row = operand.shape() != Operand.Shape.ARRAY_OF_ARRAYS && operand.fits(logits, Operation.CLASS_LOSS);
        if (!integer || !row) {
            throw new IllegalArgumentException("%s takes %s, got %s and %s"
                    .formatted(name, Operation.CLASS_LOSS.accepted(), logits.sql(), index.sql()));
        }
        return new ClassInputs(operand, List.of(operand.converted(logits), DataTypes.LongType), raises);
    }

    @Override
    public Class<? extends Kernel> kernelClass() {
        return ClassLoss.class;
    }

    @Override
    public DataType result() {
        return operand.number();
    }

    @Override
    public boolean addsNull() {
        return !raises || operand.containsNull(types.get(0));
    }

    @Override
    public Object evaluate(Kernel kernel, Object logits, Object classIndex) {
        if (operand.containsNull(types.get(0)) && DoubleRows.nulls(logits).length > 0) {
            return null;
        }
        ClassLoss loss = (ClassLoss) kernel;
        long index = (Long) classIndex;
        if (DoubleRows.areFloats(operand)) {
            float[] row = ((ArrayData) logits).toFloatArray();
            return isThere(index, row.length) ? loss.value(row, 0, row.length, index) : null;
        }
        double[] row = DoubleRows.of(operand, logits);
        return isThere(index, row.length) ? loss.value(row, 0, row.length, index) : null;
    }

    /** Whether the class is there, or is to be asked for, which raises then. */
    private boolean isThere(long index, int classes) {
        return raises || index >= 0 && index < classes;
    }
}
