package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Optional;
import org.apache.arrow.memory.util.Float16;

/** Float2: computed in float and rounded once, to nearest even. */
final class HalfType extends FloatType<float[]> {

    static final HalfType TYPE = new HalfType();

    private HalfType() {
        super(Short.BYTES, Float.BYTES);
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
        ShortBuffer halves = source.asShortBuffer();
        for (int i = 0; i < length; i++) {
            into[offset + i] = Float16.toFloat(halves.get(position + i));
        }
    }

    @Override
    void put(ByteBuffer destination, int position, float[] from, int offset, int length) {
        ShortBuffer halves = destination.asShortBuffer();
        for (int i = 0; i < length; i++) {
            halves.put(position + i, Float16.toFloat16(from[offset + i]));
        }
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
        return false;
    }
}
