package dev.activations.arrow.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Memory;
import dev.activations.arrow.Projection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** IPC in, IPC out: formats, compression, dictionaries, and what is damaged or cut off. */
class IpcFilterTest {

    private static final Projection NOTHING = Projection.none();
    private static final Projection RELU = NOTHING.with("relu(x)", BatchFunctions.named("relu"), "x");

    @TempDir
    Path folder;

    @RegisterExtension
    final Memory memory = new Memory();

    @ParameterizedTest
    @EnumSource(CodecType.class)
    void streamStaysAStreamWithTheResultAsLastColumn(CodecType codec) throws IOException {
        byte[] result = filter(RELU, Streams.stream(2, 4, codec));
        List<String> batches = Streams.read(result, false);
        assertThat(batches.get(0)).contains("relu(x): FloatingPoint(SINGLE)", "origin=test");
        assertThat(batches.get(1).lines())
                .startsWith("x\ttext\trow\tkind\trelu(x)", "-1.5\trow 0\t[]\t0\t0.0", "-0.5\trow 1\t[1.0]\t1\t0.0");
        assertThat(batches.get(2).lines()).contains("null\trow 3\t[]\t1\tnull");
        assertThat(batches).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(CodecType.class)
    void fileStaysAFile(CodecType codec) throws IOException {
        byte[] result = filter(RELU, Streams.file(3, 5, codec));
        assertThat(Streams.read(result, true)).hasSize(4).last().asString().contains("relu(x)");
    }

    @Test
    void projectionOfNothingPassesEverythingOn() throws IOException {
        byte[] stream = Streams.stream(3, 100, CodecType.NO_COMPRESSION);
        byte[] file = Streams.file(3, 100, CodecType.LZ4_FRAME);
        assertThat(Streams.read(filter(NOTHING, stream), false)).isEqualTo(Streams.read(stream, false));
        assertThat(Streams.read(filter(NOTHING, file), true)).isEqualTo(Streams.read(file, true));
    }

    @Test
    void streamWithoutBatchesHasASchemaAndAnEnd() throws IOException {
        byte[] result = filter(RELU, Streams.stream(0, 0, CodecType.NO_COMPRESSION));
        assertThat(Streams.read(result, false)).singleElement().asString().contains("relu(x)");
    }

    @Test
    void batchesWithoutRowsPass() throws IOException {
        byte[] result = filter(RELU, Streams.stream(2, 0, CodecType.NO_COMPRESSION));
        assertThat(Streams.read(result, false)).hasSize(3);
    }

    @Test
    void streamsOneAfterTheOtherAreAllFiltered() throws IOException {
        byte[] two = Streams.stream(2, 4, CodecType.NO_COMPRESSION);
        byte[] three = Streams.stream(3, 5, CodecType.LZ4_FRAME);
        byte[] result = filter(RELU, joined(two, three, two));
        byte[] expected = joined(filter(RELU, two), filter(RELU, three), filter(RELU, two));
        assertThat(result).isEqualTo(expected);
    }

    @Test
    void trailingBytesThatAreNoStreamAreRejected() {
        byte[] stream = Streams.stream(2, 4, CodecType.NO_COMPRESSION);
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, joined(stream, "and something else".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void secondFileIsRejectedRatherThanDropped() {
        byte[] file = Streams.file(2, 4, CodecType.NO_COMPRESSION);
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, joined(file, file)))
                .withMessageContaining("another file follows after the first");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void rowsAreCounted() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(Streams.stream(3, 7, CodecType.NO_COMPRESSION));
        assertThat(new IpcFilter(RELU).run(in, OutputStream.nullOutputStream(), memory.allocator()))
                .isEqualTo(21);
    }

    @Test
    void memoryHoldsOneBatchHoweverLongTheStream() throws IOException {
        byte[] few = Streams.stream(3, 20_000, CodecType.NO_COMPRESSION);
        byte[] many = Streams.stream(60, 20_000, CodecType.NO_COMPRESSION);
        assertThat(peakOf(many)).isLessThan(2 * peakOf(few)).isLessThan(many.length / 10);
    }

    private long peakOf(byte[] stream) throws IOException {
        try (BufferAllocator child = memory.allocator().newChildAllocator("child", 0, Long.MAX_VALUE)) {
            new IpcFilter(RELU).run(new ByteArrayInputStream(stream), OutputStream.nullOutputStream(), child);
            return child.getPeakMemoryAllocation();
        }
    }

    @Test
    void streamCutOffAnywhereLeavesOnlyCompleteBatches() throws IOException {
        byte[] stream = Streams.stream(3, 6, CodecType.NO_COMPRESSION);
        List<String> whole = Streams.read(filter(RELU, stream), false);
        int endedBetweenMessages = 0;
        for (int length = 0; length < stream.length; length++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                run(RELU, new ByteArrayInputStream(stream, 0, length), out);
                endedBetweenMessages++;
            } catch (InvalidIpcException e) {
                assertThat(e.getMessage()).contains(length == 0 ? "empty" : "cut off");
            }
            if (out.size() > 0) {
                List<String> batches = Streams.read(out.toByteArray(), false);
                assertThat(batches).isEqualTo(whole.subList(0, batches.size()));
            }
        }
        int afterSchemaDictionaryAndEachBatch = 5;
        assertThat(endedBetweenMessages).isEqualTo(afterSchemaDictionaryAndEachBatch);
    }

    @Test
    void streamWithoutItsEndMarkIsPassedOnWithoutOneAndAWarning() throws IOException {
        byte[] stream = Streams.stream(2, 6, CodecType.NO_COMPRESSION);
        int endMark = 8;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> warnings = new ArrayList<>();
        new IpcFilter(RELU, warnings::add)
                .run(new ByteArrayInputStream(stream, 0, stream.length - endMark), out, memory.allocator());

        assertThat(warnings)
                .containsExactly("the stream ends after 2 batches without its end mark: its writer was not closed, or"
                        + " more was cut off");
        byte[] whole = filter(RELU, stream);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(whole, whole.length - endMark));
    }

    @Test
    void completeStreamsGiveNoWarning() throws IOException {
        byte[] stream = Streams.stream(2, 6, CodecType.NO_COMPRESSION);
        List<String> warnings = new ArrayList<>();
        new IpcFilter(RELU, warnings::add)
                .run(
                        new ByteArrayInputStream(joined(stream, stream)),
                        OutputStream.nullOutputStream(),
                        memory.allocator());
        assertThat(warnings).isEmpty();
    }

    /** A pipe of the system's is a file's channel that has no position. */
    @Test
    void fileChannelThatCannotSeekIsRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .as("mkfifo works here")
                .isZero();
        byte[] stream = Streams.stream(2, 400, CodecType.NO_COMPRESSION);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(pipe, stream, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileInputStream in = new FileInputStream(pipe.toFile())) {
            new IpcFilter(RELU).run(in.getChannel(), Channels.newChannel(out), memory.allocator());
        }
        writer.get(1, TimeUnit.MINUTES);
        assertThat(out.toByteArray()).isEqualTo(filter(RELU, stream));
    }

    @Test
    void fileCutOffAnywhereIsRefused() {
        byte[] file = Streams.file(2, 6, CodecType.NO_COMPRESSION);
        for (int length = 0; length < file.length; length++) {
            InputStream in = new ByteArrayInputStream(file, 0, length);
            assertThatExceptionOfType(InvalidIpcException.class)
                    .as("the first %d of %d bytes", length, file.length)
                    .isThrownBy(() -> run(RELU, in, OutputStream.nullOutputStream()));
        }
    }

    @Test
    void cutOffStreamGetsNoEndMark() throws IOException {
        byte[] stream = Streams.stream(2, 6, CodecType.NO_COMPRESSION);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(stream, 0, stream.length - 100);
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> run(NOTHING, in, out))
                .withMessage("batch 2 is cut off: the input ends after %d bytes".formatted(stream.length - 100));
        byte[] endMark = {-1, -1, -1, -1, 0, 0, 0, 0};
        byte[] written = out.toByteArray();
        assertThat(Arrays.copyOfRange(written, written.length - 8, written.length))
                .isNotEqualTo(endMark);
    }

    @Test
    void whatIsNotArrowIsRefused() {
        byte[] text = "x,y\n1,2\n3,4\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, text))
                .withMessage("this is not Arrow IPC, or damaged: a message claims 175713400 bytes of metadata");
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, new byte[0]))
                .withMessage("the input is empty: an Arrow stream has at least a schema");
    }

    /** As Arrow for JavaScript writes files. */
    @Test
    void fileWithItsSchemaOnlyInTheFooterIsRejectedWithAdvice() {
        byte[] file = Streams.file(1, 6, CodecType.NO_COMPRESSION);
        byte[] stream = Arrays.copyOfRange(file, 8, file.length);
        int magic = 8;
        int schema = 8 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(magic + 4);
        byte[] without = Arrays.copyOf(file, file.length - schema);
        System.arraycopy(file, magic + schema, without, magic, file.length - magic - schema);
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, without))
                .withMessage(
                        "the file has its schema only at the end, so it cannot be read from front to back; write it"
                                + " as a stream");
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, Arrays.copyOfRange(stream, schema, stream.length)))
                .withMessage("the stream does not begin with a schema");
    }

    @Test
    void bodyThatClaimsFarMoreThanItsBuffersIsRefusedBeforeItIsAllocated() {
        ByteBuffer stream =
                ByteBuffer.wrap(Streams.stream(1, 6, CodecType.NO_COMPRESSION)).order(ByteOrder.LITTLE_ENDIAN);
        int batch = thirdMessage(stream);
        Message message = Message.getRootAsMessage(stream.slice(batch, stream.limit() - batch));
        int bodyLength = indexOf(message.bodyLength(), stream, batch);
        stream.putLong(bodyLength, 1L << 33);
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(RELU, stream.array()))
                .withMessageMatching("a batch is damaged: its body claims 8589934592 bytes for buffers of \\d+");
        assertThat(memory.allocator().getPeakMemoryAllocation()).isLessThan(1 << 20);
    }

    /** Where the metadata of the first batch starts, behind a schema and a dictionary. */
    private static int thirdMessage(ByteBuffer stream) {
        int start = 8;
        for (int i = 0; i < 2; i++) {
            Message message = Message.getRootAsMessage(stream.slice(start, stream.limit() - start));
            start += stream.getInt(start - 4) + (int) message.bodyLength() + 8;
        }
        return start;
    }

    private static int indexOf(long value, ByteBuffer stream, int from) {
        int index = from;
        while (stream.getLong(index) != value) {
            index++;
        }
        return index;
    }

    @Test
    void missingColumnIsNamedBeforeAnythingIsWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(Streams.stream(1, 1, CodecType.NO_COMPRESSION));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(NOTHING.with("y", BatchFunctions.named("relu"), "z"), in, out))
                .withMessage("relu: there is no column 'z'; the columns are x, text, row, kind");
        assertThat(out.size()).isZero();
    }

    @Test
    void dictionaryEncodedColumnIsRefusedAsInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter(
                        NOTHING.with("y", BatchFunctions.named("relu"), "kind"),
                        Streams.stream(1, 1, CodecType.NO_COMPRESSION)))
                .withMessageContaining("column 'kind' is dictionary-encoded");
    }

    @Test
    void failureOfTheSourceIsPassedOnAsItIs() {
        byte[] stream = Streams.stream(2, 6, CodecType.NO_COMPRESSION);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(stream, 0, stream.length / 2), broken);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(RELU, in, OutputStream.nullOutputStream()))
                .withMessage("the disk is gone");
    }

    @Test
    void brokenPipeIsPassedOnAsItIs() {
        byte[] stream = Streams.stream(50, 600, CodecType.NO_COMPRESSION);
        OutputStream pipe = new OutputStream() {
            private int left = 100_000;

            @Override
            public void write(int b) throws IOException {
                if (--left < 0) {
                    throw new IOException("Broken pipe");
                }
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(RELU, new ByteArrayInputStream(stream), pipe))
                .withMessage("Broken pipe");
    }

    private byte[] filter(Projection projection, byte[] in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(projection, new ByteArrayInputStream(in), out);
        return out.toByteArray();
    }

    private void run(Projection projection, InputStream in, OutputStream out) throws IOException {
        new IpcFilter(projection).run(in, out, memory.allocator());
    }
}
