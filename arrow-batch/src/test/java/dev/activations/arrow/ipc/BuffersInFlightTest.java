package dev.activations.arrow.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.arrow.Memory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Buffers of a message that fails halfway are let go; lengths that cannot be true are refused before memory is taken.
 */
class BuffersInFlightTest {

    @RegisterExtension
    final Memory memory = new Memory();

    private final BuffersInFlight inFlight = new BuffersInFlight();

    @ParameterizedTest
    @EnumSource(
            value = CodecType.class,
            names = {"LZ4_FRAME", "ZSTD"})
    void lengthThatNoCompressionReachesIsRefused(CodecType type) {
        CompressionCodec codec = inFlight.codecs().createCodec(type);
        try (ArrowBuf compressed = memory.allocator().buffer(64)) {
            compressed.setLong(0, 1L << 40);
            compressed.writerIndex(64);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> codec.decompress(memory.allocator(), compressed))
                    .withMessage("a buffer of 64 bytes claims 1099511627776 when decompressed");
            compressed.setLong(0, -7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> codec.decompress(memory.allocator(), compressed))
                    .withMessage("a buffer of 64 bytes claims -7 when decompressed");
        }
    }

    @Test
    void whatIsLeftOfAFailedMessageIsLetGo() {
        ArrowBuf forgotten = memory.allocator().buffer(64);
        forgotten.getReferenceManager().retain();
        inFlight.track(forgotten);
        inFlight.close();
        assertThat(memory.allocator().getAllocatedMemory()).isZero();
    }

    @Test
    void whatLandedBelongsToItsVectors() {
        try (ArrowBuf loaded = memory.allocator().buffer(64)) {
            inFlight.track(loaded);
            inFlight.landed();
            inFlight.close();
            assertThat(loaded.refCnt()).isEqualTo(1);
        }
    }
}
