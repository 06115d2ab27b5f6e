package dev.activations.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;

/**
 * Floating-point values of any precision one by one, as doubles: for functions that are computed in double and rounded
 * once (to a half by way of a float).
 *
 * @param precision how they are stored
 * @param data where
 */
record Numbers(FloatingPointPrecision precision, ArrowBuf data) {

    /**
     * The values of a vector of floating-point numbers.
     *
     * @throws IllegalArgumentException if its data buffer is too short for them
     */
    static Numbers of(FieldVector vector) {
        ArrowBuf data = FloatType.of(vector.getField()).orElseThrow().data(vector);
        return new Numbers(FloatType.precision(vector.getField()).orElseThrow(), data);
    }

    double get(long index) {
        return switch (precision) {
            case HALF -> Float16.toFloat(data.getShort(index * Short.BYTES));
            case SINGLE -> data.getFloat(index * Float.BYTES);
            case DOUBLE -> data.getDouble(index * Double.BYTES);
        };
    }

    void set(long index, double value) {
        switch (precision) {
            case HALF -> data.setShort(index * Short.BYTES, Float16.toFloat16((float) value));
            case SINGLE -> data.setFloat(index * Float.BYTES, (float) value);
            case DOUBLE -> data.setDouble(index * Double.BYTES, value);
        }
    }

    void set(long start, double[] values) {
        for (int i = 0; i < values.length; i++) {
            set(start + i, values[i]);
        }
    }

    void set(long start, float[] values) {
        for (int i = 0; i < values.length; i++) {
            set(start + i, values[i]);
        }
    }
}
