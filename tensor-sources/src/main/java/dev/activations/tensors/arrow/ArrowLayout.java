package dev.activations.tensors.arrow;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.file.FileBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/**
 * Where the messages of an IPC file are. A file has a footer that tells; a stream has to be read from its start.
 *
 * @param schema the schema's message; null for a stream
 * @param dictionaries where the dictionaries are
 * @param batches where the batches are
 */
record ArrowLayout(byte[] schema, List<ArrowBlock> dictionaries, List<ArrowBlock> batches) {

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_FOOTER = 64 << 20;

    /** Reads the footer, if this is a file. */
    static ArrowLayout of(FileBytes file) throws IOException {
        byte[] start = file.read(0, (int) Math.min(MAGIC.length, file.length()));
        if (!Arrays.equals(MAGIC, start)) {
            return new ArrowLayout(null, List.of(), List.of());
        }
        int tailLength = Integer.BYTES + MAGIC.length;
        byte[] tail = file.length() < MAGIC.length + tailLength
                ? new byte[tailLength]
                : file.read(file.length() - tailLength, tailLength);
        if (!Arrays.equals(MAGIC, Arrays.copyOfRange(tail, Integer.BYTES, tailLength))) {
            throw new TensorFileException(file.path(), "the file is cut short: its footer is missing");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > LONGEST_FOOTER) {
            throw new TensorFileException(file.path(), "the file is damaged: its footer claims %d bytes", length);
        }
        return ofFooter(file, file.read(file.length() - tailLength - length, length));
    }

    private static ArrowLayout ofFooter(FileBytes file, byte[] bytes) throws IOException {
        try {
            ArrowFooter footer = new ArrowFooter(Footer.getRootAsFooter(ByteBuffer.wrap(bytes)));
            ByteArrayOutputStream schema = new ByteArrayOutputStream();
            MessageSerializer.serialize(new WriteChannel(Channels.newChannel(schema)), footer.getSchema());
            return new ArrowLayout(
                    schema.toByteArray(),
                    checked(file, footer.getDictionaries()),
                    checked(file, footer.getRecordBatches()));
        } catch (TensorFileException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // what damaged flat buffers come to
            throw new TensorFileException(
                    e,
                    file.path(),
                    "the file is damaged: its footer cannot be read (%s)",
                    e.getClass().getSimpleName());
        }
    }

    private static List<ArrowBlock> checked(FileBytes file, List<ArrowBlock> blocks) {
        for (ArrowBlock block : blocks) {
            if (block.getMetadataLength() < 0 || block.getBodyLength() < 0) {
                throw new TensorFileException(file.path(), "the file is damaged: its footer has a negative length");
            }
            file.requireRange(block.getOffset(), block.getMetadataLength());
            file.requireRange(block.getOffset() + block.getMetadataLength(), block.getBodyLength());
        }
        return blocks;
    }

    boolean isStream() {
        return schema == null;
    }

    /** Those batches that begin in a part of the file. */
    List<ArrowBlock> batchesIn(long start, long end) {
        List<ArrowBlock> here = new ArrayList<>();
        for (ArrowBlock block : batches) {
            if (block.getOffset() >= start && block.getOffset() < end) {
                here.add(block);
            }
        }
        return here;
    }
}
