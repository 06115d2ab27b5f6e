package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.apache.arrow.memory.ArrowBuf;

/** Arrow's Float4, computed in float. */
final class SingleType extends FloatType<float[]> {

    static final SingleType INSTANCE = new SingleType();

    private static final int BLOCK_LENGTH = BLOCK_BYTES / Float.BYTES;
    private static final ThreadLocal<float[]> BLOCK = ThreadLocal.withInitial(() -> new float[BLOCK_LENGTH]);

    private SingleType() {}

    @Override
    int width() {
        return Float.BYTES;
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
        return new Window<>(buffer, Float.BYTES, count) {
            private FloatBuffer part;

            @Override
            void show(ByteBuffer bytes) {
                part = bytes.asFloatBuffer();
            }

            @Override
            void get(int position, float[] into, int offset, int length) {
                part.get(position, into, offset, length);
            }

            @Override
            void put(int position, float[] from, int offset, int length) {
                part.put(position, from, offset, length);
            }
        };
    }
}
