package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Buffers over 2 GiB, which no Java buffer can cover, are computed to their end. Takes 2.5 GB off-heap: {@code -Plong}.
 */
@EnabledIfSystemProperty(named = "activations.large", matches = "true")
class LargeBuffersTest {

    private static final BatchFunction RELU = BatchFunctions.named("relu");

    @Test
    void doublesInPlace() {
        int count = (1 << 28) + 4097;
        try (RootAllocator allocator = new RootAllocator();
                Float8Vector x = new Float8Vector("x", allocator)) {
            x.allocateNew(count);
            x.setValueCount(count);
            ArrowBuf data = x.getDataBuffer();
            for (long i = 0; i < count; i++) {
                data.setDouble(8 * i, i % 3 - 1);
            }
            RELU.applyInPlace(x);
            long wrong = 0;
            for (long i = 0; i < count; i++) {
                wrong += data.getDouble(8 * i) == Math.max(0, i % 3 - 1) ? 0 : 1;
            }
            assertThat(data.capacity()).isGreaterThan(1L << 31);
            assertThat(wrong).isZero();
        }
    }

    @Test
    void floatsInPlace() {
        int count = (1 << 29) + 4097;
        try (RootAllocator allocator = new RootAllocator();
                Float4Vector x = new Float4Vector("x", allocator)) {
            x.allocateNew(count);
            x.setValueCount(count);
            ArrowBuf data = x.getDataBuffer();
            for (long i = 0; i < count; i++) {
                data.setFloat(4 * i, i % 3 - 1);
            }
            RELU.applyInPlace(x);
            long wrong = 0;
            for (long i = 0; i < count; i++) {
                wrong += data.getFloat(4 * i) == Math.max(0, i % 3 - 1) ? 0 : 1;
            }
            assertThat(wrong).isZero();
        }
    }
}
