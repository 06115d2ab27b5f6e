package dev.activations.arrow.ipc;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/**
 * The buffers of the message that is being read. Arrow's reader forgets them where it fails in the middle of one;
 * closing lets go of what is left of them, after everything that may refer to them is closed.
 */
final class BuffersInFlight implements AutoCloseable {

    /** ZSTD's best ratio is about half of it. */
    private static final long BEST_RATIO = 1 << 16;

    private final List<ReferenceManager> allocations = new ArrayList<>();

    void track(ArrowBuf buffer) {
        if (buffer != null && buffer.capacity() > 0) {
            allocations.add(buffer.getReferenceManager());
        }
    }

    /** The message is read: its buffers belong to vectors now. */
    void landed() {
        allocations.clear();
    }

    @Override
    public void close() {
        for (ReferenceManager allocation : allocations) {
            int left = allocation.getRefCount();
            if (left > 0) {
                allocation.release(left);
            }
        }
        allocations.clear();
    }

    /** The codecs on the class path, decompressing into tracked buffers. */
    CompressionCodec.Factory codecs() {
        return new CompressionCodec.Factory() {
            @Override
            public CompressionCodec createCodec(CodecType type) {
                return new Tracked(CompressionCodec.Factory.INSTANCE.createCodec(type));
            }

            @Override
            public CompressionCodec createCodec(CodecType type, int level) {
                return new Tracked(CompressionCodec.Factory.INSTANCE.createCodec(type, level));
            }
        };
    }

    private final class Tracked implements CompressionCodec {

        private final CompressionCodec codec;

        Tracked(CompressionCodec codec) {
            this.codec = codec;
        }

        @Override
        public ArrowBuf decompress(BufferAllocator allocator, ArrowBuf compressed) {
            long claimed = BatchLayout.uncompressedLength(compressed);
            if (claimed < 0 || claimed / BEST_RATIO > compressed.capacity()) {
                throw new IllegalArgumentException(
                        "a buffer of %d bytes claims %d when decompressed".formatted(compressed.capacity(), claimed));
            }
            ArrowBuf buffer = codec.decompress(allocator, compressed);
            track(buffer);
            if (buffer.capacity() < claimed) {
                throw new IllegalArgumentException(
                        "a buffer claims %d bytes when decompressed and has %d".formatted(claimed, buffer.capacity()));
            }
            return buffer;
        }

        @Override
        public ArrowBuf compress(BufferAllocator allocator, ArrowBuf buffer) {
            return codec.compress(allocator, buffer);
        }

        @Override
        public CodecType getCodecType() {
            return codec.getCodecType();
        }
    }
}
