package dev.activations.tensors.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads a range of slices one after the other, their elements as the file has them, in C order. Holds a block of them:
 * {@link FileBytes#bytesPerRead}, or {@value #BLOCK_OF_PIECES} where a slice lies in many pieces, or one slice if that is
 * longer.
 */
public final class SliceReader implements Closeable {

    /** Slices in pieces are read in larger blocks, because each block goes through the whole tensor. */
    private static final int BLOCK_OF_PIECES = 16 << 20;

    private final TensorData.Reader reader;
    private final int sliceBytes;
    private final int slicesPerBlock;
    private final Reordering reordering;
    private final PieceReader pieces;
    private final long end;
    private byte[] block = new byte[0];
    private long blockStart;
    private long blockEnd;
    private long next;

    /**
     * @param slices slices of at most 2^31 - 1 bytes each
     * @param from the first slice
     * @param to the slice behind the last
     */
    public SliceReader(FileBytes file, Slices slices, long from, long to) throws IOException {
        this.sliceBytes = Math.toIntExact(slices.bytes());
        boolean inPieces = slices.outer() > 1;
        this.slicesPerBlock = Math.max(1, (inPieces ? BLOCK_OF_PIECES : file.bytesPerRead()) / Math.max(1, sliceBytes));
        this.reordering = Reordering.of(slices);
        this.next = from;
        this.blockStart = from;
        this.blockEnd = from;
        this.end = to;
        this.reader = slices.tensor().data().open(file);
        this.pieces = inPieces ? new PieceReader(reader, slices) : null;
    }

    /** Moves to the next slice; false at the end. */
    public boolean next() throws IOException {
        if (next == end) {
            return false;
        }
        if (next == blockEnd) {
            blockStart = next;
            blockEnd = Math.min(end, next + slicesPerBlock);
            readBlock((int) (blockEnd - blockStart));
        }
        next++;
        return true;
    }

    /** The index of this slice on its axis. */
    public long index() {
        return next - 1;
    }

    /** An array that holds this slice from {@link #offset} on, until the next one is asked for. */
    public byte[] bytes() {
        return block;
    }

    public int offset() {
        return (int) (next - 1 - blockStart) * sliceBytes;
    }

    private void readBlock(int count) throws IOException {
        if (sliceBytes == 0) {
            return;
        }
        if (pieces != null) {
            block = pieces.read(blockStart, count, block);
        } else {
            block = reader.read(blockStart * sliceBytes, count * sliceBytes, block);
        }
        reordering.apply(block, count);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
