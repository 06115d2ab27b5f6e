package dev.activations.tensors.arrow;

import dev.activations.tensors.file.SmallFloats;
import org.apache.arrow.vector.Float2Vector;
import org.apache.spark.sql.types.DataTypes;

/** Half floats as floats. */
final class HalfColumn extends VectorColumn {

    private final Float2Vector vector;

    HalfColumn(Float2Vector vector) {
        super(vector, DataTypes.FloatType);
        this.vector = vector;
    }

    @Override
    public float getFloat(int row) {
        return SmallFloats.half(vector.getDataBuffer().getShort((long) row * Short.BYTES));
    }
}
