package dev.activations.tensors.file;

import java.io.IOException;

/** Reads ranges of a zip's member that is not compressed, straight from the file. */
final class StoredReader implements TensorData.Reader {

    /** As many bytes of the member that are not the tensor's, before or behind, are read only to know the checksum. */
    private static final long MOST_OTHERS = 1 << 20;

    private final FileBytes file;
    private final ZipData data;
    private final Checksum checksum;

    StoredReader(FileBytes file, ZipData data) {
        this.file = file;
        this.data = data;
        this.checksum = new Checksum(file.path(), data.member());
    }

    @Override
    public byte[] read(long from, int length, byte[] into) throws IOException {
        if (from == 0) {
            note(0, data.skipped());
        }
        byte[] bytes = into.length >= length ? into : new byte[length];
        file.readFully(data.position() + from, bytes, 0, length);
        checksum.read(data.skipped() + from, bytes, length);
        long end = data.skipped() + from + length;
        if (from + length == data.length() && checksum.reached(end)) {
            note(end, data.member().length() - end);
        }
        return bytes;
    }

    private void note(long from, long length) throws IOException {
        if (length > 0 && length <= MOST_OTHERS) {
            checksum.read(from, file.read(data.member().position() + from, (int) length), (int) length);
        }
    }

    @Override
    public void close() {}
}
