package dev.activations.tensors.arrow;

import dev.activations.tensors.file.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/** A schema's message and some blocks of a file, one after the other: a stream of a part of the file. */
final class BlockChannel implements SeekableByteChannel {

    private final FileBytes file;
    private final ByteBuffer schema;
    private final List<ArrowBlock> blocks;
    private final long size;
    private byte[] piece = new byte[0];
    private int nextBlock;
    private long blockPosition;
    private long blockLeft;
    private long position;

    BlockChannel(FileBytes file, byte[] schema, List<ArrowBlock> blocks) {
        this.file = file;
        this.schema = ByteBuffer.wrap(schema);
        this.blocks = blocks;
        this.size =
                schema.length + blocks.stream().mapToLong(BlockChannel::length).sum();
    }

    private static long length(ArrowBlock block) {
        return block.getMetadataLength() + block.getBodyLength();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = schema.hasRemaining() ? readSchema(into) : readBlock(into);
        position += Math.max(0, count);
        return count;
    }

    private int readSchema(ByteBuffer into) {
        int count = Math.min(schema.remaining(), into.remaining());
        into.put(schema.slice(schema.position(), count));
        schema.position(schema.position() + count);
        return count;
    }

    private int readBlock(ByteBuffer into) throws IOException {
        while (blockLeft == 0) {
            if (nextBlock == blocks.size()) {
                return into.hasRemaining() ? -1 : 0;
            }
            ArrowBlock block = blocks.get(nextBlock++);
            blockPosition = block.getOffset();
            blockLeft = length(block);
        }
        int count = (int) Math.min(Math.min(blockLeft, into.remaining()), file.bytesPerRead());
        if (into.hasArray()) {
            file.readFully(blockPosition, into.array(), into.arrayOffset() + into.position(), count);
            into.position(into.position() + count);
        } else {
            piece = piece.length >= count
                    ? piece
                    : new byte[Math.max(count, Math.min(file.bytesPerRead(), 2 * piece.length))];
            file.readFully(blockPosition, piece, 0, count);
            into.put(piece, 0, count);
        }
        blockPosition += count;
        blockLeft -= count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        throw new UnsupportedOperationException("blocks are read from front to back");
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Leaves the file open: it is the caller's. */
    @Override
    public void close() {}
}
