package dev.activations.spark.catalyst;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;

import java.util.List;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TypeCollection;

/** The forms in which a function takes its input and gives its result: float stays float, all else becomes double. */
enum Operand {
    DOUBLE(DoubleType, false),
    FLOAT(FloatType, false),
    DOUBLES(DoubleType, true),
    FLOATS(FloatType, true);

    private static final AbstractDataType ARRAYS =
            either(new ArrayType(DoubleType, true), new ArrayType(FloatType, true));
    private static final AbstractDataType NUMBERS_OR_ARRAYS =
            either(DoubleType, FloatType, new ArrayType(DoubleType, true), new ArrayType(FloatType, true));

    private final DataType number;
    private final boolean array;

    Operand(DataType number, boolean array) {
        this.number = number;
        this.array = array;
    }

    /** The form for an argument of this type. */
    static Operand of(DataType argument, Operation operation) {
        if (argument instanceof ArrayType type) {
            return type.elementType() instanceof FloatType ? FLOATS : DOUBLES;
        }
        if (!operation.takesNumbers()) {
            return DOUBLES;
        }
        return argument instanceof FloatType ? FLOAT : DOUBLE;
    }

    /** What Spark is to cast the argument to; where it cannot, the types its error message names. */
    AbstractDataType expected(DataType argument, Operation operation) {
        if (argument instanceof ArrayType type) {
            return new ArrayType(number, type.containsNull() || type.elementType() instanceof StringType);
        }
        return operation.takesNumbers() ? NUMBERS_OR_ARRAYS : ARRAYS;
    }

    /** The result's type. */
    DataType result(boolean containsNull) {
        return array ? new ArrayType(number, containsNull) : number;
    }

    boolean isArray() {
        return array;
    }

    /** The method of {@link KernelCalls} that does it. */
    String method(Operation operation) {
        return array ? number.typeName() + operation.onArrays() : operation.onNumbers();
    }

    private static AbstractDataType either(AbstractDataType... types) {
        return new TypeCollection(ScalaLists.seq(List.of(types)));
    }
}
