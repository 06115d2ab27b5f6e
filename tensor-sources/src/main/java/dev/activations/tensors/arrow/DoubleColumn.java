package dev.activations.tensors.arrow;

import java.nio.ByteOrder;
import org.apache.arrow.vector.Float8Vector;
import org.apache.spark.sql.vectorized.ArrowColumnVector;

/** Spark's column of doubles, which gives many of them at once. */
final class DoubleColumn extends ArrowColumnVector {

    private final Float8Vector vector;

    DoubleColumn(Float8Vector vector) {
        super(vector);
        this.vector = vector;
    }

    @Override
    public double[] getDoubles(int row, int count) {
        double[] values = new double[count];
        vector.getDataBuffer()
                .nioBuffer((long) row * Double.BYTES, count * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        return values;
    }
}
