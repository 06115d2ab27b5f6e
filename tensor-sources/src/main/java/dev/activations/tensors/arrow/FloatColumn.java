package dev.activations.tensors.arrow;

import java.nio.ByteOrder;
import org.apache.arrow.vector.Float4Vector;
import org.apache.spark.sql.vectorized.ArrowColumnVector;

/** Spark's column of floats, which gives many of them at once. */
final class FloatColumn extends ArrowColumnVector {

    private final Float4Vector vector;

    FloatColumn(Float4Vector vector) {
        super(vector);
        this.vector = vector;
    }

    @Override
    public float[] getFloats(int row, int count) {
        float[] values = new float[count];
        vector.getDataBuffer()
                .nioBuffer((long) row * Float.BYTES, count * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
