package dev.activations.arrow.ipc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;

/**
 * Batches on their way out. Unless it is finished, no end mark is written: Arrow's writers write one whenever they
 * close.
 */
final class IpcOutput implements AutoCloseable {

    private final Gate gate;
    private final ArrowWriter writer;

    private IpcOutput(Gate gate, ArrowWriter writer) {
        this.gate = gate;
        this.writer = writer;
    }

    /** An output in the format and with the dictionaries of the input. */
    static IpcOutput open(IpcInput input, VectorSchemaRoot batch, WritableByteChannel out) {
        Gate gate = new Gate(out);
        ArrowWriter writer = input.isFile()
                ? new ArrowFileWriter(batch, input.dictionaries(), gate)
                : new ArrowStreamWriter(batch, input.dictionaries(), gate);
        return new IpcOutput(gate, writer);
    }

    /** Writes the batch. */
    void write() throws IOException {
        writer.writeBatch();
    }

    /** Writes what comes behind the last batch. */
    void finish() throws IOException {
        writer.end();
    }

    /** Leaves a stream without its end mark; even one without batches has its schema. */
    void leaveOpenEnded() throws IOException {
        writer.start();
    }

    @Override
    public void close() {
        gate.shut = true;
        writer.close();
    }

    /** Passes bytes on until it is shut, then drops them; leaves the output open, which is the caller's. */
    private static final class Gate implements WritableByteChannel {

        private final WritableByteChannel out;
        private boolean shut;

        Gate(WritableByteChannel out) {
            this.out = out;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (shut) {
                int dropped = bytes.remaining();
                bytes.position(bytes.limit());
                return dropped;
            }
            return out.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return out.isOpen();
        }

        @Override
        public void close() {}
    }
}
