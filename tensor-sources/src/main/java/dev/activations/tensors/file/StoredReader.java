package dev.activations.tensors.file;

import java.io.IOException;

/** Reads ranges of a zip's member that is not compressed, straight from the file. */
final class StoredReader implements TensorData.Reader {

    /** As much of the bytes before the tensor's own is read only to know the checksum. */
    private static final long MOST_SKIPPED = 1 << 20;

    private final FileBytes file;
    private final ZipData.Member member;
    private final long skipped;
    private final Checksum checksum;

    StoredReader(FileBytes file, ZipData.Member member, long skipped, Checksum checksum) {
        this.file = file;
        this.member = member;
        this.skipped = skipped;
        this.checksum = checksum;
    }

    @Override
    public byte[] read(long from, int length, byte[] into) throws IOException {
        if (from == 0 && skipped > 0 && skipped <= MOST_SKIPPED) {
            checksum.read(0, file.read(member.position(), (int) skipped), (int) skipped);
        }
        byte[] bytes = into.length >= length ? into : new byte[length];
        file.readFully(member.position() + skipped + from, bytes, 0, length);
        checksum.read(skipped + from, bytes, length);
        return bytes;
    }

    @Override
    public void close() {}
}
