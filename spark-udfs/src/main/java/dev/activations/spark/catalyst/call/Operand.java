package dev.activations.spark.catalyst.call;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TypeCollection;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * The form in which a function takes its input and gives its result.
 *
 * @param number the type of the numbers in it: float stays float, all else becomes double
 * @param shape how many of them there are
 */
public record Operand(DataType number, Shape shape) implements Serializable {

    /** How the numbers of an input are arranged; {@code calls} has the methods for it. */
    public enum Shape {
        NUMBER(KernelCalls.class),
        ARRAY(KernelCalls.class),
        ARRAY_OF_ARRAYS(NestedArrayCalls.class),
        VECTOR(VectorCalls.class);

        private final Class<?> calls;

        Shape(Class<?> calls) {
            this.calls = calls;
        }
    }

    /** Spark ML's column type; by name, because Spark ML need not be there. */
    private static final String VECTOR_TYPE = "org.apache.spark.ml.linalg.VectorUDT";

    private static final AbstractDataType ARRAYS =
            either(new ArrayType(DoubleType, true), new ArrayType(FloatType, true));
    private static final AbstractDataType NUMBERS_OR_ARRAYS =
            either(DoubleType, FloatType, new ArrayType(DoubleType, true), new ArrayType(FloatType, true));

    /** The form for an argument of this type. */
    public static Operand of(DataType argument, Operation operation) {
        if (argument instanceof UserDefinedType<?>
                && argument.getClass().getName().equals(VECTOR_TYPE)) {
            return new Operand(DoubleType, Shape.VECTOR);
        } else if (argument instanceof ArrayType outer && outer.elementType() instanceof ArrayType inner) {
            return new Operand(numberFor(inner.elementType()), Shape.ARRAY_OF_ARRAYS);
        } else if (argument instanceof ArrayType array) {
            return new Operand(numberFor(array.elementType()), Shape.ARRAY);
        }
        return operation.takesNumbers()
                ? new Operand(numberFor(argument), Shape.NUMBER)
                : new Operand(DoubleType, Shape.ARRAY);
    }

    private static DataType numberFor(DataType given) {
        return given instanceof FloatType ? FloatType : DoubleType;
    }

    /** What Spark is to cast the argument to; where it cannot, the types its error message names. */
    public AbstractDataType expected(DataType argument, Operation operation) {
        if (argument instanceof ArrayType || shape == Shape.VECTOR) {
            return converted(argument);
        }
        return operation.takesNumbers() ? NUMBERS_OR_ARRAYS : ARRAYS;
    }

    /** The argument's type with {@link #number} in the place of its numbers. */
    public DataType converted(DataType argument) {
        if (shape == Shape.VECTOR) {
            return argument;
        }
        if (shape == Shape.NUMBER) {
            return number;
        } else if (shape == Shape.ARRAY_OF_ARRAYS && argument instanceof ArrayType outer) {
            return new ArrayType(ofNumbers(outer.elementType()), outer.containsNull());
        }
        return ofNumbers(argument);
    }

    private ArrayType ofNumbers(DataType type) {
        if (!(type instanceof ArrayType array)) {
            return new ArrayType(number, true);
        }
        boolean castMayGiveNull = array.elementType() instanceof StringType;
        return new ArrayType(number, array.containsNull() || castMayGiveNull);
    }

    /** Whether the argument is, or can be cast to, numbers in a shape that the operation takes. */
    public boolean fits(DataType argument, Operation operation) {
        DataType innermost = innermost(argument);
        boolean numbers = innermost instanceof NumericType || innermost instanceof StringType;
        boolean enough = operation.takesNumbers() || argument instanceof ArrayType;
        return shape == Shape.VECTOR || innermost instanceof NullType || (numbers && enough);
    }

    /** The type inside of an array, or of an array of arrays; any other type itself. */
    static DataType innermost(DataType type) {
        if (!(type instanceof ArrayType outer)) {
            return type;
        }
        return outer.elementType() instanceof ArrayType inner ? inner.elementType() : outer.elementType();
    }

    /** The type of the result for an argument that is cast already. */
    public DataType result(DataType argument, Operation operation) {
        if (!(argument instanceof ArrayType array)) {
            return shape == Shape.ARRAY ? new ArrayType(number, false) : converted(argument);
        } else if (operation.takesNumbers()) {
            return converted(argument);
        } else if (array.elementType() instanceof ArrayType inner) {
            return new ArrayType(new ArrayType(number, false), array.containsNull() || inner.containsNull());
        }
        return new ArrayType(number, false);
    }

    /** Whether an array of numbers in an argument may hold NULLs. */
    public boolean containsNull(DataType argument) {
        if (argument instanceof ArrayType array) {
            return array.elementType() instanceof ArrayType ? containsNull(array.elementType()) : array.containsNull();
        }
        return false;
    }

    /** Whether the result may be NULL though no argument is: a function of a whole array that holds a NULL. */
    public boolean addsNull(DataType argument, Operation operation) {
        return shape == Shape.ARRAY && !operation.takesNumbers() && containsNull(argument);
    }

    boolean isArray() {
        return shape == Shape.ARRAY || shape == Shape.ARRAY_OF_ARRAYS;
    }

    /** The class that has the static methods for this form. */
    Class<?> calls() {
        return shape.calls;
    }

    private static AbstractDataType either(AbstractDataType... types) {
        return new TypeCollection(ScalaLists.seq(List.of(types)));
    }
}
