package dev.activations.tensors.file;

import java.io.Closeable;
import java.io.IOException;

/** Where the bytes of one tensor are in its file, and how to get at them. */
public interface TensorData {

    /** Where they begin in the file. */
    long position();

    /** How many bytes there are, once decompressed. */
    long length();

    /** Whether each range can be read by itself, without what is before it. */
    boolean splits();

    Reader open(FileBytes file) throws IOException;

    /** Reads ranges of the bytes; fastest when they ascend. */
    interface Reader extends Closeable {

        /**
         * The bytes of a range, from index 0 on.
         *
         * @param into used if it is long enough
         * @return {@code into}, or a new array, which is never longer than what the file really has
         */
        byte[] read(long from, int length, byte[] into) throws IOException;
    }

    /**
     * Bytes that lie in the file as they are.
     *
     * @param position where they begin in the file
     * @param length how many there are; the file has them all
     */
    record Plain(long position, long length) implements TensorData {

        @Override
        public boolean splits() {
            return true;
        }

        @Override
        public Reader open(FileBytes file) {
            file.requireRange(position, length);
            return new Reader() {
                @Override
                public byte[] read(long from, int count, byte[] into) throws IOException {
                    byte[] bytes = into.length >= count ? into : new byte[count];
                    file.readFully(position + from, bytes, 0, count);
                    return bytes;
                }

                @Override
                public void close() {}
            };
        }
    }
}
