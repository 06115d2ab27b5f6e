package dev.activations.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** This process's stdout for bytes, which remembers why it failed. */
final class PipedOutput implements WritableByteChannel {

    /** What the system says where the reader of a pipe has gone (EPIPE). */
    private static final String NOBODY_READS = "Broken pipe";

    private final WritableByteChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
    private String failure;

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        try {
            return out.write(bytes);
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }

    /** What the system said, where writing failed. */
    String failure() {
        return failure;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Whether who read this output has stopped to. */
    boolean isAbandoned() {
        return NOBODY_READS.equals(failure);
    }

    @Override
    public boolean isOpen() {
        return out.isOpen();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
