package dev.activations.tensors.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column over a vector that Spark has no class for. A subclass has the methods that its type needs; the others mean
 * that somebody took it for another type. The vector stays its reader's, so closing does nothing.
 */
abstract class VectorColumn extends ColumnVector {

    private final FieldVector vector;

    VectorColumn(FieldVector vector, DataType type) {
        super(type);
        this.vector = vector;
    }

    @Override
    public final void close() {}

    @Override
    public boolean hasNull() {
        return numNulls() > 0;
    }

    @Override
    public int numNulls() {
        return vector.getNullCount();
    }

    @Override
    public boolean isNullAt(int row) {
        return vector.isNull(row);
    }

    private UnsupportedOperationException other(String wanted) {
        return new UnsupportedOperationException("column '%s' is %s and is read as if it were %s"
                .formatted(vector.getName(), dataType().simpleString(), wanted));
    }

    @Override
    public boolean getBoolean(int row) {
        throw other("boolean");
    }

    @Override
    public byte getByte(int row) {
        throw other("tinyint");
    }

    @Override
    public short getShort(int row) {
        throw other("smallint");
    }

    @Override
    public int getInt(int row) {
        throw other("int");
    }

    @Override
    public long getLong(int row) {
        throw other("bigint");
    }

    @Override
    public float getFloat(int row) {
        throw other("float");
    }

    @Override
    public double getDouble(int row) {
        throw other("double");
    }

    @Override
    public ColumnarArray getArray(int row) {
        throw other("an array");
    }

    @Override
    public ColumnarMap getMap(int row) {
        throw other("a map");
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw other("decimal");
    }

    @Override
    public UTF8String getUTF8String(int row) {
        throw other("string");
    }

    @Override
    public byte[] getBinary(int row) {
        throw other("binary");
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw other("a struct");
    }
}
