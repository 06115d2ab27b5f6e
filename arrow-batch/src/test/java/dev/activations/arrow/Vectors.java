package dev.activations.arrow;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.util.TransferPair;

/** Vectors from lists of values, null for null, and back. */
final class Vectors {

    private Vectors() {}

    static Float4Vector floats(BufferAllocator allocator, Float... values) {
        Float4Vector vector = new Float4Vector("x", allocator);
        vector.allocateNew(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                vector.setNull(i);
            } else {
                vector.set(i, values[i]);
            }
        }
        vector.setValueCount(values.length);
        return vector;
    }

    static Float8Vector doubles(BufferAllocator allocator, Double... values) {
        Float8Vector vector = new Float8Vector("x", allocator);
        vector.allocateNew(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                vector.setNull(i);
            } else {
                vector.set(i, values[i]);
            }
        }
        vector.setValueCount(values.length);
        return vector;
    }

    static List<Float> floatsOf(FieldVector vector) {
        Float[] values = new Float[vector.getValueCount()];
        Arrays.setAll(values, i -> (Float) vector.getObject(i));
        return Arrays.asList(values);
    }

    static List<Double> doublesOf(FieldVector vector) {
        Double[] values = new Double[vector.getValueCount()];
        Arrays.setAll(values, i -> (Double) vector.getObject(i));
        return Arrays.asList(values);
    }

    /** A value of any precision. */
    static double numberAt(FieldVector vector, int index) {
        Object value = vector.getObject(index);
        return value instanceof Short half ? Float16.toFloat(half) : ((Number) value).doubleValue();
    }

    /** The vector's values from {@code start} on, in memory that the vector holds too where Arrow can share it. */
    static FieldVector slice(FieldVector vector, int start, int length) {
        TransferPair pair = vector.getTransferPair(vector.getField(), vector.getAllocator());
        pair.splitAndTransfer(start, length);
        return (FieldVector) pair.getTo();
    }
}
