package dev.activations.tensors.arrow;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.unsafe.types.UTF8String;

/** Indices into a dictionary, which {@link Offsets} has checked, as what the dictionary holds. */
final class DictionaryColumn extends VectorColumn {

    private final BaseIntVector indices;
    private final ColumnVector values;

    DictionaryColumn(FieldVector vector, ColumnVector values) {
        super(vector, values.dataType());
        this.indices = (BaseIntVector) vector;
        this.values = values;
    }

    private int index(int row) {
        return (int) indices.getValueAsLong(row);
    }

    @Override
    public boolean hasNull() {
        return super.hasNull() || values.hasNull();
    }

    @Override
    public boolean isNullAt(int row) {
        return super.isNullAt(row) || values.isNullAt(index(row));
    }

    @Override
    public boolean getBoolean(int row) {
        return values.getBoolean(index(row));
    }

    @Override
    public byte getByte(int row) {
        return values.getByte(index(row));
    }

    @Override
    public short getShort(int row) {
        return values.getShort(index(row));
    }

    @Override
    public int getInt(int row) {
        return values.getInt(index(row));
    }

    @Override
    public long getLong(int row) {
        return values.getLong(index(row));
    }

    @Override
    public float getFloat(int row) {
        return values.getFloat(index(row));
    }

    @Override
    public double getDouble(int row) {
        return values.getDouble(index(row));
    }

    @Override
    public ColumnarArray getArray(int row) {
        return values.getArray(index(row));
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        return values.getDecimal(index(row), precision, scale);
    }

    @Override
    public UTF8String getUTF8String(int row) {
        return values.getUTF8String(index(row));
    }

    @Override
    public byte[] getBinary(int row) {
        return values.getBinary(index(row));
    }
}
