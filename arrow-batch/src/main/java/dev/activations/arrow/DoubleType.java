package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import org.apache.arrow.memory.ArrowBuf;

/** Arrow's Float8, computed in double. */
final class DoubleType extends FloatType<double[]> {

    static final DoubleType INSTANCE = new DoubleType();

    private static final int BLOCK_LENGTH = BLOCK_BYTES / Double.BYTES;
    private static final ThreadLocal<double[]> BLOCK = ThreadLocal.withInitial(() -> new double[BLOCK_LENGTH]);

    private DoubleType() {}

    @Override
    int width() {
        return Double.BYTES;
    }

    @Override
    int blockLength() {
        return BLOCK_LENGTH;
    }

    @Override
    double[] block(int atLeast) {
        return atLeast <= BLOCK_LENGTH ? BLOCK.get() : new double[atLeast];
    }

    @Override
    void apply(SliceOperation operation, double[] values, int offset, int length) {
        operation.apply(values, offset, length);
    }

    @Override
    Window<double[]> window(ArrowBuf buffer, long count) {
        return new Window<>(buffer, Double.BYTES, count) {
            private DoubleBuffer part;

            @Override
            void show(ByteBuffer bytes) {
                part = bytes.asDoubleBuffer();
            }

            @Override
            void get(int position, double[] into, int offset, int length) {
                part.get(position, into, offset, length);
            }

            @Override
            void put(int position, double[] from, int offset, int length) {
                part.put(position, from, offset, length);
            }
        };
    }
}
