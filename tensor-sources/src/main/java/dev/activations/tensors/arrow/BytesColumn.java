package dev.activations.tensors.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** Text and bytes that Spark has no class for: views, and binary of one length. */
final class BytesColumn extends VectorColumn {

    private final FieldVector vector;

    BytesColumn(FieldVector vector, DataType type) {
        super(vector, type);
        this.vector = vector;
    }

    @Override
    public byte[] getBinary(int row) {
        if (vector instanceof FixedSizeBinaryVector fixed) {
            return fixed.get(row);
        } else if (vector instanceof ViewVarCharVector text) {
            return text.get(row);
        }
        return ((ViewVarBinaryVector) vector).get(row);
    }

    @Override
    public UTF8String getUTF8String(int row) {
        return UTF8String.fromBytes(getBinary(row));
    }
}
