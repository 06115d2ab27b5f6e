package dev.activations.arrow.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Memory;
import dev.activations.arrow.ProjectedReader;
import dev.activations.arrow.Projection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A projected reader is a reader like any other: for a writer, for another library, to the end and to a part. */
class ProjectedReaderTest {

    private static final Projection RELU = Projection.none().with("relu(x)", BatchFunctions.named("relu"), "x");

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void writerGetsWhatTheFilterWrites() throws IOException {
        byte[] stream = Streams.stream(3, 50, CodecType.NO_COMPRESSION);
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        new IpcFilter(RELU).run(new ByteArrayInputStream(stream), filtered, memory.allocator());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ArrowReader reader = projected(stream)) {
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            try (ArrowStreamWriter writer = new ArrowStreamWriter(batch, reader, written)) {
                while (reader.loadNextBatch()) {
                    writer.writeBatch();
                }
            }
        }
        assertThat(Streams.read(written.toByteArray(), false))
                .isEqualTo(Streams.read(filtered.toByteArray(), false))
                .hasSize(4);
    }

    @Test
    void otherLibraryReadsItThroughTheCDataInterface() throws IOException {
        byte[] stream = Streams.stream(2, 10, CodecType.NO_COMPRESSION);
        try (BufferAllocator theirs = new RootAllocator();
                ArrowArrayStream exported = ArrowArrayStream.allocateNew(theirs)) {
            Data.exportArrayStream(memory.allocator(), projected(stream), exported);
            try (ArrowReader imported = Data.importArrayStream(theirs, exported)) {
                int rows = 0;
                while (imported.loadNextBatch()) {
                    VectorSchemaRoot batch = imported.getVectorSchemaRoot();
                    assertThat(batch.getVector("relu(x)").getObject(0)).isEqualTo(0f);
                    rows += batch.getRowCount();
                }
                assertThat(rows).isEqualTo(20);
            }
        }
    }

    @Test
    void readerThatIsClosedBeforeItsEndLeavesNothing() throws IOException {
        try (ArrowReader reader = projected(Streams.stream(3, 10, CodecType.LZ4_FRAME))) {
            assertThat(reader.loadNextBatch()).isTrue();
        }
    }

    @Test
    void missingColumnIsReportedWhenTheSchemaIsRequested() throws IOException {
        Projection missing = Projection.none().with("y", BatchFunctions.named("relu"), "z");
        byte[] stream = Streams.stream(1, 1, CodecType.NO_COMPRESSION);
        try (ArrowReader reader = new ProjectedReader(reader(stream), missing, memory.allocator())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(reader::getVectorSchemaRoot)
                    .withMessage("relu: there is no column 'z'; the columns are x, text, row, kind");
        }
    }

    private ArrowReader projected(byte[] stream) {
        return new ProjectedReader(reader(stream), RELU, memory.allocator());
    }

    private ArrowReader reader(byte[] stream) {
        return new ArrowStreamReader(new ByteArrayInputStream(stream), memory.allocator());
    }
}
