package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Float4, computed in float. */
final class SingleType extends FloatType<float[]> {

    static final SingleType TYPE = new SingleType();

    private SingleType() {
        super(Float.BYTES, Float.BYTES);
    }

    @Override
    Optional<FloatType<float[]>> asFloats() {
        return Optional.of(this);
    }

    @Override
    float[] newArray(int length) {
        return new float[length];
    }

    @Override
    void get(ByteBuffer source, int position, float[] into, int offset, int length) {
        source.asFloatBuffer().get(position, into, offset, length);
    }

    @Override
    void put(ByteBuffer destination, int position, float[] from, int offset, int length) {
        destination.asFloatBuffer().put(position, from, offset, length);
    }

    @Override
    void apply(SliceOperation operation, float[] values, int offset, int length) {
        operation.apply(values, offset, length);
    }

    @Override
    void applyRows(SliceOperation operation, float[] values, int offset, int length, int rows) {
        operation.applyRows(values, offset, length, rows);
    }

    @Override
    boolean applyOffHeap(SliceOperation operation, ByteBuffer source, ByteBuffer destination) {
        return operation.applyOffHeap(source.asFloatBuffer(), destination.asFloatBuffer());
    }
}
