package dev.activations.tensors.file;

import java.io.IOException;
import java.io.InputStream;

/** A range of a file as a stream, read in pieces of 64 KiB. */
final class RangeStream extends InputStream {

    private static final int PIECE = 1 << 16;

    private final FileBytes file;
    private final long end;
    private final byte[] piece;
    private long position;
    private int next;
    private int filled;

    RangeStream(FileBytes file, long start, long length) {
        file.requireRange(start, length);
        this.file = file;
        this.position = start;
        this.end = start + length;
        this.piece = new byte[(int) Math.min(PIECE, length)];
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, filled - next);
        System.arraycopy(piece, next, into, offset, count);
        next += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            filled = (int) Math.min(piece.length, end - position);
            next = 0;
            file.readFully(position, piece, 0, filled);
            position += filled;
        }
        return next < filled;
    }
}
