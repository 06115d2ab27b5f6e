package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.InputStream;

/**
 * Bytes in a zip's member.
 *
 * @param member the member as the zip's directory has it
 * @param skipped how many bytes of the member come before these
 * @param length how many these are, once decompressed
 */
record ZipData(Member member, long skipped, long length) implements TensorData {

    /** Deflate's best ratio is 1,032. */
    private static final long BEST_RATIO = 1_032;

    /**
     * A member of a zip.
     *
     * @param name its name
     * @param position where its stored bytes begin in the file
     * @param storedLength how many bytes are stored
     * @param length how many they are, once decompressed
     * @param deflated whether it is compressed
     * @param crc its checksum; 0 where the writer left it out, as PyTorch can
     */
    record Member(String name, long position, long storedLength, long length, boolean deflated, long crc) {

        void requireWithin(FileBytes file) {
            file.requireRange(position, storedLength);
            boolean possible = deflated ? length >= 0 && length / BEST_RATIO <= storedLength : length == storedLength;
            if (!possible) {
                throw new TensorFileException(
                        file.path(),
                        "the zip archive is damaged: member '%s' claims to be %d bytes, stored in %d",
                        name,
                        length,
                        storedLength);
            }
        }

        /** Its bytes, decompressed. */
        InputStream stream(FileBytes file) {
            InputStream stored = new RangeStream(file, position, storedLength);
            return deflated ? new Inflation(stored, file.path(), name) : stored;
        }
    }

    @Override
    public long position() {
        return member.deflated ? member.position : member.position + skipped;
    }

    @Override
    public boolean splits() {
        return !member.deflated;
    }

    @Override
    public Reader open(FileBytes file) {
        return member.deflated ? new DeflatedReader(file, this) : new StoredReader(file, this);
    }
}
