package dev.activations.arrow.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Memory;
import dev.activations.arrow.Projection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams and files that Arrow's C++ implementation wrote, by src/test/python/make_ipc.py: other alignment, other
 * compression, views, and a second batch that is a slice.
 */
class FromOtherWritersTest {

    private static final List<String> NUMBERS = List.of("half", "single", "double", "full");
    private static final List<String> ROWS = List.of("list", "large_list", "list_view");
    private static final List<String> PASSED_ON = List.of("text", "view", "kind", "point", "flag", "nothing");

    @RegisterExtension
    final Memory memory = new Memory();

    @ParameterizedTest
    @ValueSource(strings = {"plain.arrows", "lz4.arrows", "zstd.arrows", "plain.arrow", "lz4.arrow", "zstd.arrow"})
    void functionsOfNumbersAndOfRowsAndColumnsPassedOn(String resource) throws IOException {
        byte[] input = bytesOf(resource);
        boolean file = resource.endsWith(".arrow");
        try (ArrowReader before = reader(input, file);
                ArrowReader after = reader(filter(input, projection()), file)) {
            int[] firstRows = {0, 3, 5};
            int[] rowCounts = {40, 20, 0};
            for (int batch = 0; batch < 3; batch++) {
                assertThat(before.loadNextBatch()).isTrue();
                assertThat(after.loadNextBatch()).isTrue();
                assertThat(after.getVectorSchemaRoot().getRowCount()).isEqualTo(rowCounts[batch]);
                requireBatch(before.getVectorSchemaRoot(), after.getVectorSchemaRoot(), firstRows[batch]);
            }
            assertThat(after.loadNextBatch()).isFalse();
            assertThat(after.getVectorSchemaRoot().getSchema().getCustomMetadata())
                    .containsEntry("origin", "pyarrow");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"replaced_dictionary.arrows", "delta_dictionary.arrows", "legacy.arrows"})
    void dictionariesThatChangeBetweenBatchesAndTheFormatBefore015(String resource) throws IOException {
        Projection relu = Projection.none().with("y", BatchFunctions.named("relu"), "x");
        List<String> batches = new ArrayList<>();
        try (ArrowReader after = reader(filter(bytesOf(resource), relu), false)) {
            while (after.loadNextBatch()) {
                VectorSchemaRoot batch = after.getVectorSchemaRoot();
                long id = batch.getVector("word").getField().getDictionary().getId();
                try (ValueVector words = DictionaryEncoder.decode(batch.getVector("word"), after.lookup(id))) {
                    batches.add(words + " " + batch.getVector("y"));
                }
            }
        }
        assertThat(batches)
                .containsExactly(
                        "[a, b] [0.0, 0.0]",
                        "[a, b, c] [0.0, 0.0, 1.0]",
                        "[a, b, c] [0.0, 0.0, 1.0]",
                        "[z, y] [0.0, 0.0]");
    }

    /** Arrow copies as much of a delta as its last offset says, wherever that leads. */
    @ParameterizedTest
    @ValueSource(strings = {"replaced_dictionary.arrows", "delta_dictionary.arrows"})
    void aNumberThatIsTooLargeAnywhereEndsInAResultOrInASentence(String resource) throws IOException {
        byte[] input = bytesOf(resource);
        Projection relu = Projection.none().with("y", BatchFunctions.named("relu"), "x");
        for (int position = 0; position + Integer.BYTES <= input.length; position += Integer.BYTES) {
            byte[] damaged = input.clone();
            ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(position, Integer.MAX_VALUE);
            try (RootAllocator allocator = new RootAllocator(64 << 20)) {
                new IpcFilter(relu).run(new ByteArrayInputStream(damaged), OutputStream.nullOutputStream(), allocator);
            } catch (InvalidIpcException | IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void dictionaryThatGrowsWithinAFileIsRefusedBecauseAFileWriterCannotPassItOn() throws IOException {
        byte[] file = bytesOf("delta_dictionary.arrow");
        assertThatExceptionOfType(InvalidIpcException.class)
                .isThrownBy(() -> filter(file, Projection.none()))
                .withMessage("batch 2 cannot be read: dictionary 0 changes between the batches of a file;"
                        + " write it as a stream");
    }

    private byte[] bytesOf(String resource) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/ipc/" + resource)) {
            return in.readAllBytes();
        }
    }

    private byte[] filter(byte[] input, Projection projection) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new IpcFilter(projection).run(new ByteArrayInputStream(input), output, memory.allocator());
        return output.toByteArray();
    }

    private static Projection projection() {
        Projection projection = Projection.none();
        List<String> columns = new ArrayList<>(NUMBERS);
        columns.addAll(List.of("list", "large_list", "list_view", "tensor", "nested"));
        for (String column : columns) {
            projection = projection.with("relu " + column, BatchFunctions.named("relu"), column);
        }
        for (String column : List.of("list", "large_list", "list_view", "tensor")) {
            projection = projection.with("softmax " + column, BatchFunctions.named("softmax"), column);
        }
        return projection;
    }

    private ArrowReader reader(byte[] bytes, boolean file) {
        return file
                ? new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(bytes), memory.allocator())
                : new ArrowStreamReader(new ByteArrayInputStream(bytes), memory.allocator());
    }

    private static void requireBatch(VectorSchemaRoot before, VectorSchemaRoot after, int firstRow) {
        for (int row = 0; row < after.getRowCount(); row++) {
            int i = firstRow + row;
            Double number = i % 5 == 3 ? null : Double.valueOf(Math.max(0, i - 20.5));
            assertThat(number(after, "relu half", row)).isEqualTo(number);
            assertThat(number(after, "relu single", row)).isEqualTo(number);
            assertThat(number(after, "relu double", row)).isEqualTo(number);
            assertThat(number(after, "relu full", row)).isEqualTo(i);
            for (String column : ROWS) {
                int length = i % 4;
                assertThat(list(after, "relu " + column, row))
                        .isEqualTo(i % 7 == 6 ? null : Collections.nCopies(length, (double) i));
                assertThat(list(after, "softmax " + column, row))
                        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-7 ? 0 : 1)
                        .isEqualTo(i % 7 == 6 ? null : Collections.nCopies(length, 1.0 / length));
            }
            assertThat(list(after, "relu tensor", row)).isEqualTo(i % 9 == 8 ? null : List.of(1.0, 1.0, 3.0, 3.0));
            assertThat(String.valueOf(after.getVector("relu nested").getObject(row)))
                    .isEqualTo(i % 2 == 1 ? "null" : "[[0.0,2.0],[]]");
            for (String column : PASSED_ON) {
                assertThat(after.getVector(column).getObject(row))
                        .isEqualTo(before.getVector(column).getObject(row));
            }
        }
        for (String computed : List.of("relu tensor", "softmax tensor")) {
            assertThat(after.getSchema().findField(computed).getMetadata())
                    .containsEntry("ARROW:extension:name", "arrow.fixed_shape_tensor")
                    .containsEntry("ARROW:extension:metadata", "{\"shape\":[2,2]}");
        }
    }

    private static Double number(VectorSchemaRoot batch, String column, int row) {
        return widened(batch.getVector(column).getObject(row));
    }

    private static List<Double> list(VectorSchemaRoot batch, String column, int row) {
        FieldVector vector = batch.getVector(column);
        Object values = vector.getObject(row);
        return values == null
                ? null
                : ((List<?>) values).stream().map(FromOtherWritersTest::widened).toList();
    }

    private static Double widened(Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof Short half ? Float16.toFloat(half) : ((Number) value).doubleValue();
    }
}
