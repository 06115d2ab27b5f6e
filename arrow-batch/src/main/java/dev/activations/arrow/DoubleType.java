package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Float8, computed in double. */
final class DoubleType extends FloatType<double[]> {

    static final DoubleType TYPE = new DoubleType();

    private DoubleType() {
        super(Double.BYTES, Double.BYTES);
    }

    @Override
    Optional<FloatType<double[]>> asDoubles() {
        return Optional.of(this);
    }

    @Override
    double[] newArray(int length) {
        return new double[length];
    }

    @Override
    void get(ByteBuffer source, int position, double[] into, int offset, int length) {
        source.asDoubleBuffer().get(position, into, offset, length);
    }

    @Override
    void put(ByteBuffer destination, int position, double[] from, int offset, int length) {
        destination.asDoubleBuffer().put(position, from, offset, length);
    }

    @Override
    void apply(SliceOperation operation, double[] values, int offset, int length) {
        operation.apply(values, offset, length);
    }

    @Override
    void applyRows(SliceOperation operation, double[] values, int offset, int length, int rows) {
        operation.applyRows(values, offset, length, rows);
    }

    @Override
    boolean applyOffHeap(SliceOperation operation, ByteBuffer source, ByteBuffer destination) {
        return operation.applyOffHeap(source.asDoubleBuffer(), destination.asDoubleBuffer());
    }
}
