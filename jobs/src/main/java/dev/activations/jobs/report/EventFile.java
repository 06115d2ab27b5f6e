package dev.activations.jobs.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * An event file of TensorBoard: records of TensorFlow's TFRecord format, each of which is an {@code Event} of its
 * {@code event.proto}. The numbers of the fields are from there.
 */
final class EventFile {

    /** The version that says: steps need not ascend, and nothing is purged where they do not. */
    private static final String VERSION = "brain.Event:2";

    private static final String WRITER = "activations";

    /** What TFRecord adds to a rotated checksum, so that the checksum of data with checksums in it is not weak. */
    private static final int MASK = 0xA282EAD8;

    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SOURCE_METADATA = 10;

    private final OutputStream out;
    private final double seconds;

    /**
     * Begins the file with the event that says what it is.
     *
     * @param seconds since 1970: the time that all events have
     */
    EventFile(OutputStream out, double seconds) throws IOException {
        this.out = out;
        this.seconds = seconds;
        write(new ProtoMessage()
                .number(WALL_TIME, seconds)
                .text(FILE_VERSION, VERSION)
                .message(SOURCE_METADATA, new ProtoMessage().text(1, WRITER)));
    }

    /** Adds an event with a {@code Summary} of a step. */
    void write(long step, ProtoMessage summary) throws IOException {
        write(new ProtoMessage().number(WALL_TIME, seconds).integer(STEP, step).message(SUMMARY, summary));
    }

    /** A record: the length, its checksum, the bytes, and theirs. */
    private void write(ProtoMessage event) throws IOException {
        byte[] bytes = event.toBytes();
        byte[] length = littleEndian(Long.BYTES).putLong(bytes.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(bytes);
        out.write(checksum(bytes));
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return littleEndian(Integer.BYTES)
                .putInt(Integer.rotateRight((int) crc.getValue(), 15) + MASK)
                .array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
