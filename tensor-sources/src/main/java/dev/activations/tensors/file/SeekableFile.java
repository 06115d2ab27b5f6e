package dev.activations.tensors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file as the channel that libraries read: small reads take pieces of 32 KiB off the file, large ones more. */
public final class SeekableFile implements SeekableByteChannel {

    private static final int PIECE = 1 << 15;

    private final FileBytes file;
    private byte[] piece = new byte[0];
    private long pieceStart;
    private int pieceLength;
    private long position;

    public SeekableFile(FileBytes file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        long left = file.length() - position;
        if (left <= 0) {
            return into.hasRemaining() ? -1 : 0;
        }
        int count = (int) Math.min(left, into.remaining());
        if (position < pieceStart || position >= pieceStart + pieceLength) {
            fill(count);
        }
        count = (int) Math.min(count, pieceStart + pieceLength - position);
        into.put(piece, (int) (position - pieceStart), count);
        position += count;
        return count;
    }

    /** Takes a piece from the position on; one that mostly lies before, if reads go backwards, as in search of an end. */
    private void fill(int wanted) throws IOException {
        long size = Math.min(file.length(), wanted > PIECE ? file.bytesPerRead() : PIECE);
        boolean backwards = position < pieceStart && pieceStart - position < PIECE && wanted < PIECE / 2;
        long before = Math.max(0, size - PIECE / 2);
        long start = backwards ? Math.max(0, position - before) : position;
        int length = (int) Math.min(size, file.length() - start);
        piece = piece.length < size ? new byte[(int) size] : piece;
        pieceLength = 0;
        file.readFully(start, piece, 0, length);
        pieceStart = start;
        pieceLength = length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("position %d".formatted(newPosition));
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return file.length();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    /** Leaves the file open: it is the caller's. */
    @Override
    public void close() {}
}
