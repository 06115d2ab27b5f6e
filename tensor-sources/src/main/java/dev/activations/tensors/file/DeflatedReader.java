package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.io.InputStream;

/** Reads ranges of a zip's deflated member: inflates on from where it is, or from the start for what lies before. */
final class DeflatedReader implements TensorData.Reader {

    private static final int PIECE = 1 << 16;

    private final FileBytes file;
    private final ZipData.Member member;
    private final long skipped;
    private final Checksum checksum;
    private InputStream stream;
    private long position;

    DeflatedReader(FileBytes file, ZipData data) {
        this.file = file;
        this.member = data.member();
        this.skipped = data.skipped();
        this.checksum = new Checksum(file.path(), member);
    }

    @Override
    public byte[] read(long from, int length, byte[] into) throws IOException {
        moveTo(skipped + from);
        if (into.length >= length) {
            require(stream.readNBytes(into, 0, length), length);
            note(into, length);
            return into;
        }
        byte[] bytes = stream.readNBytes(length); // grows with what there is, whatever the header claims
        require(bytes.length, length);
        note(bytes, length);
        return bytes;
    }

    private void moveTo(long wanted) throws IOException {
        if (stream == null || position > wanted) {
            close();
            stream = member.stream(file);
            position = 0;
        }
        byte[] piece = new byte[(int) Math.min(PIECE, wanted - position)];
        while (position < wanted) {
            int count = (int) Math.min(piece.length, wanted - position);
            require(stream.readNBytes(piece, 0, count), count);
            note(piece, count);
        }
    }

    private void note(byte[] bytes, int length) {
        checksum.read(position, bytes, length);
        position += length;
    }

    private void require(int found, int wanted) {
        if (found < wanted) {
            throw new TensorFileException(
                    file.path(),
                    "member '%s' is cut short: it claims to be %d bytes and ends after %d",
                    member.name(),
                    member.length(),
                    position + found);
        }
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
