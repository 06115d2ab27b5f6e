package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;

/** Arrow's Float2 (IEEE 754 half precision), computed in float and rounded once, to nearest even. */
final class HalfType extends FloatType<float[]> {

    static final HalfType INSTANCE = new HalfType();

    private static final int BLOCK_LENGTH = BLOCK_BYTES / Float.BYTES;
    private static final ThreadLocal<float[]> BLOCK = ThreadLocal.withInitial(() -> new float[BLOCK_LENGTH]);

    private HalfType() {}

    @Override
    int width() {
        return Short.BYTES;
    }

    @Override
    int blockLength() {
        return BLOCK_LENGTH;
    }

    @Override
    float[] block(int atLeast) {
        return atLeast <= BLOCK_LENGTH ? BLOCK.get() : new float[atLeast];
    }

    @Override
    void apply(SliceOperation operation, float[] values, int offset, int length) {
        operation.apply(values, offset, length);
    }

    @Override
    Window<float[]> window(ArrowBuf buffer, long count) {
        return new Window<>(buffer, Short.BYTES, count) {
            private ShortBuffer part;

            @Override
            void show(ByteBuffer bytes) {
                part = bytes.asShortBuffer();
            }

            @Override
            void get(int position, float[] into, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    into[offset + i] = Float16.toFloat(part.get(position + i));
                }
            }

            @Override
            void put(int position, float[] from, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    part.put(position + i, Float16.toFloat16(from[offset + i]));
                }
            }
        };
    }
}
