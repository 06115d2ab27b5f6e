package dev.activations.tensors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file as the channel that libraries read, in pieces of 32 KiB, since they ask for few bytes at a time. */
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
            if (count >= PIECE && into.hasArray()) {
                file.readFully(position, into.array(), into.arrayOffset() + into.position(), count);
                into.position(into.position() + count);
                position += count;
                return count;
            }
            fill(left);
        }
        count = (int) Math.min(count, pieceStart + pieceLength - position);
        into.put(piece, (int) (position - pieceStart), count);
        position += count;
        return count;
    }

    private void fill(long left) throws IOException {
        piece = piece.length == 0 ? new byte[PIECE] : piece;
        pieceLength = 0;
        file.readFully(position, piece, 0, (int) Math.min(PIECE, left));
        pieceStart = position;
        pieceLength = (int) Math.min(PIECE, left);
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
