package dev.activations.tensors.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** Unsigned integers as the next wider signed type. */
final class UnsignedColumn extends VectorColumn {

    private final ArrowBuf data;

    UnsignedColumn(FieldVector vector, DataType type) {
        super(vector, type);
        data = vector.getDataBuffer();
    }

    @Override
    public short getShort(int row) {
        return (short) (data.getByte(row) & 0xff);
    }

    @Override
    public int getInt(int row) {
        return data.getShort((long) row * Short.BYTES) & 0xffff;
    }

    @Override
    public long getLong(int row) {
        return Integer.toUnsignedLong(data.getInt((long) row * Integer.BYTES));
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        long bits = data.getLong((long) row * Long.BYTES);
        return Decimal.apply(new BigDecimal(new BigInteger(Long.toUnsignedString(bits))), precision, scale);
    }
}
