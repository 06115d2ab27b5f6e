package dev.activations.spark.catalyst.rows;

import dev.activations.functions.statistics.RowValues;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One row of a dataset, read by column ordinal into primitives. Valid until the next row is asked for
 * ({@link PrimitiveRows}); the arrays and strings it returns are fresh and stay the caller's.
 *
 * <p>Ask {@link #isNull} first: every other method raises {@link IllegalArgumentException} for a column that is NULL or
 * not of a type the method names.
 */
public final class PrimitiveRow {

    private final StructField[] columns;
    private final PrimitiveRow[] structs;
    private final PrimitiveArray[] arrays;
    private InternalRow row;

    PrimitiveRow(StructType schema) {
        columns = schema.fields();
        structs = new PrimitiveRow[columns.length];
        arrays = new PrimitiveArray[columns.length];
    }

    PrimitiveRow over(InternalRow next) {
        row = next;
        return this;
    }

    public boolean isNull(int column) {
        return row.isNullAt(column);
    }

    /** A column of byte, short, int or long. */
    public long getLong(int column) {
        DataType type = typeOf(column);
        if (type instanceof LongType) {
            return row.getLong(column);
        } else if (type instanceof IntegerType) {
            return row.getInt(column);
        } else if (type instanceof ShortType) {
            return row.getShort(column);
        } else if (type instanceof ByteType) {
            return row.getByte(column);
        }
        throw mistyped(column, "an integer");
    }

    /** A column of float or double. */
    public double getDouble(int column) {
        if (typeOf(column) instanceof FloatType) {
            return row.getFloat(column);
        }
        require(typeOf(column) instanceof DoubleType, column, "a floating-point number");
        return row.getDouble(column);
    }

    /** A column of binary. */
    public byte[] getBytes(int column) {
        require(typeOf(column) instanceof BinaryType, column, "binary");
        return row.getBinary(column);
    }

    /** A column of string. */
    public String getString(int column) {
        require(typeOf(column) instanceof StringType, column, "a string");
        return row.getUTF8String(column).toString();
    }

    /** A column of boolean. */
    public boolean getBoolean(int column) {
        require(typeOf(column) instanceof BooleanType, column, "a boolean");
        return row.getBoolean(column);
    }

    /** Whether a column is of boolean, NULL or not. */
    public boolean isBoolean(int column) {
        return columns[column].dataType() instanceof BooleanType;
    }

    /** Whether a column is of string, NULL or not. */
    public boolean isString(int column) {
        return columns[column].dataType() instanceof StringType;
    }

    /** Whether a column is of struct, NULL or not. */
    public boolean isStruct(int column) {
        return columns[column].dataType() instanceof StructType;
    }

    /** A column of struct, as a row of its fields; valid until the next row or the next call for this column. */
    public PrimitiveRow struct(int column) {
        require(typeOf(column) instanceof StructType, column, "a struct");
        StructType type = (StructType) columns[column].dataType();
        if (structs[column] == null) {
            structs[column] = new PrimitiveRow(type);
        }
        return structs[column].over(row.getStruct(column, type.length()));
    }

    /** Whether a column is of array&lt;float&gt;, NULL or not. */
    public boolean isFloats(int column) {
        return columns[column].dataType() instanceof ArrayType array && array.elementType() instanceof FloatType;
    }

    /** A column of array&lt;float&gt;. A NULL element is NaN; {@link #nullElements} tells it from a NaN that was there. */
    public float[] floats(int column) {
        require(elementType(column) instanceof FloatType, column, "array<float>");
        float[] values = row.getArray(column).toFloatArray();
        boolean[] nulls = nullElements(column);
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i]) {
                values[i] = Float.NaN;
            }
        }
        return values;
    }

    /**
     * A column of array&lt;double&gt;, or of array&lt;float&gt; widened. A NULL element is NaN; {@link #nullElements}
     * tells it from a NaN that was there.
     */
    public double[] doubles(int column) {
        if (elementType(column) instanceof FloatType) {
            return widened(floats(column));
        }
        require(elementType(column) instanceof DoubleType, column, "array<double>");
        double[] values = row.getArray(column).toDoubleArray();
        boolean[] nulls = nullElements(column);
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i]) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }

    /** Copies a column of array&lt;float&gt; or array&lt;double&gt;, with its NULL elements left out; allocates nothing. */
    public void into(int column, RowValues values) {
        DataType type = elementType(column);
        require(type instanceof FloatType || type instanceof DoubleType, column, "array<float> or array<double>");
        if (arrays[column] == null) {
            arrays[column] = new PrimitiveArray((ArrayType) columns[column].dataType());
        }
        arrays[column].set(row.getArray(column));
        arrays[column].into(values);
    }

    /**
     * A column of array&lt;byte, short, int or long&gt;. Raises {@link IllegalArgumentException} where an element is NULL
     * (ask {@link #nullElements} first) or no int.
     */
    public int[] ints(int column) {
        DataType type = elementType(column);
        ArrayData data = withoutNulls(column);
        if (type instanceof IntegerType) {
            return data.toIntArray();
        }
        int[] values = new int[data.numElements()];
        for (int i = 0; i < values.length; i++) {
            if (type instanceof LongType) {
                values[i] = exactly(data.getLong(i), column);
            } else if (type instanceof ShortType) {
                values[i] = data.getShort(i);
            } else {
                require(type instanceof ByteType, column, "an array of integers");
                values[i] = data.getByte(i);
            }
        }
        return values;
    }

    /** A column of array&lt;long&gt;; {@link IllegalArgumentException} where an element is NULL. */
    public long[] longs(int column) {
        require(elementType(column) instanceof LongType, column, "array<long>");
        return withoutNulls(column).toLongArray();
    }

    /** A column of array&lt;string&gt;; {@link IllegalArgumentException} where an element is NULL. */
    public String[] strings(int column) {
        require(elementType(column) instanceof StringType, column, "array<string>");
        ArrayData data = withoutNulls(column);
        String[] strings = new String[data.numElements()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = data.getUTF8String(i).toString();
        }
        return strings;
    }

    /**
     * A column of array&lt;boolean&gt;. Raises {@link IllegalArgumentException} where an element is NULL (ask
     * {@link #nullElements} first).
     */
    public boolean[] booleans(int column) {
        require(elementType(column) instanceof BooleanType, column, "array<boolean>");
        return withoutNulls(column).toBooleanArray();
    }

    /** Which elements of an array column are NULL, as long as the array; empty if none is. */
    public boolean[] nullElements(int column) {
        return containsNull(column) ? NullElements.of(row.getArray(column)) : NullElements.NONE;
    }

    private ArrayData withoutNulls(int column) {
        boolean[] nulls = nullElements(column);
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i]) {
                throw new IllegalArgumentException(
                        "column %s has NULL as element %d".formatted(columns[column].name(), i));
            }
        }
        return row.getArray(column);
    }

    private boolean containsNull(int column) {
        require(columns[column].dataType() instanceof ArrayType, column, "an array");
        return ((ArrayType) typeOf(column)).containsNull();
    }

    private DataType elementType(int column) {
        return typeOf(column) instanceof ArrayType array ? array.elementType() : null;
    }

    /** The type of a column that holds a value in this row. */
    private DataType typeOf(int column) {
        if (row.isNullAt(column)) {
            throw new IllegalArgumentException("column %s is NULL; ask isNull first".formatted(columns[column].name()));
        }
        return columns[column].dataType();
    }

    private int exactly(long value, int column) {
        require((int) value == value, column, "an array of ints, and %d is none".formatted(value));
        return (int) value;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private void require(boolean holds, int column, String expected) {
        if (!holds) {
            throw mistyped(column, expected);
        }
    }

    private IllegalArgumentException mistyped(int column, String expected) {
        return new IllegalArgumentException("column %s (%s) is read as if it were %s"
                .formatted(columns[column].name(), columns[column].dataType().simpleString(), expected));
    }
}
