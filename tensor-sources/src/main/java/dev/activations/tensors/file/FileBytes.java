package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.Closeable;
import java.io.IOException;

/** A file that can be read at any position; safe for one thread at a time. */
public interface FileBytes extends Closeable {

    /** The path, as errors name it. */
    String path();

    /** The file's length in bytes. */
    long length();

    /** How many bytes are best asked for at once: few where a read costs little, so that they stay in the cache. */
    default int bytesPerRead() {
        return 1 << 18;
    }

    /** Reads exactly {@code length} bytes at a position. The caller has checked that the file has them. */
    void readFully(long position, byte[] into, int offset, int length) throws IOException;

    /** Reads exactly {@code length} bytes at a position, or says that the file is cut short. Allocates nothing before. */
    default byte[] read(long position, int length) throws IOException {
        requireRange(position, length);
        byte[] bytes = new byte[length];
        readFully(position, bytes, 0, length);
        return bytes;
    }

    /** Throws where the file does not reach that far. */
    default void requireRange(long position, long length) {
        if (position < 0 || length < 0 || position > length() - length) {
            throw new TensorFileException(
                    path(),
                    "the file is damaged or cut short: %d bytes at %d are needed, and it has %d",
                    length,
                    position,
                    length());
        }
    }

    /** The file's name without its folder and without its ending. */
    default String stem() {
        String name = path().substring(path().lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
