package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.util.zip.CRC32;

/** Compares a zip's member with its checksum, where all of it is read from front to back. */
final class Checksum {

    private final String path;
    private final ZipData.Member member;
    private final CRC32 crc = new CRC32();
    private long next;

    Checksum(String path, ZipData.Member member) {
        this.path = path;
        this.member = member;
    }

    /** Takes note of bytes that were read from a place of the member; throws where they are its last and it is damaged. */
    void read(long from, byte[] bytes, int length) {
        if (from == 0) {
            crc.reset();
            next = 0;
        }
        if (from != next) {
            next = -1;
            return;
        }
        crc.update(bytes, 0, length);
        next += length;
        if (next == member.length() && member.crc() != 0 && crc.getValue() != member.crc()) {
            throw new TensorFileException(
                    path, "member '%s' is damaged: its checksum differs from the archive's", member.name());
        }
    }

    /** Whether all bytes before this one were read in their order. */
    boolean reached(long position) {
        return next == position;
    }
}
