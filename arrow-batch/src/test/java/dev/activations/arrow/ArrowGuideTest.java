package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.arrow.ipc.IpcFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs the code of docs/arrow.md: every block of it stands here word for word, with what it must give, or in its like of
 * spark-udfs.
 */
class ArrowGuideTest {

    private static final Path GUIDE = Path.of("../docs/arrow.md");
    private static final Path THIS = Path.of("src/test/java/dev/activations/arrow/ArrowGuideTest.java");
    private static final Path IN_SPARK =
            Path.of("../spark-udfs/src/test/java/dev/activations/spark/arrow/ArrowGuideTest.java");

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void everyBlockOfTheGuideIsRunHere() throws IOException {
        String code = withoutIndent(Files.readString(THIS) + Files.readString(IN_SPARK));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        int blocks = 0;
        while (block.find()) {
            assertThat(code).contains(withoutIndent(block.group(1)));
            blocks++;
        }
        assertThat(blocks).isGreaterThan(5);
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void vectors() {
        BufferAllocator allocator = memory.allocator();
        try (FieldVector x = Vectors.floats(allocator, -1f, null, 2f)) {
            BatchFunction relu = BatchFunctions.named("relu");
            try (FieldVector y = relu.apply(x, allocator)) {
                System.out.println(y); // [0.0, null, 2.0]
                assertThat(y).hasToString("[0.0, null, 2.0]");
            }
        }
    }

    @Test
    void names() {
        BatchFunction steep = BatchFunctions.named("leaky_relu(alpha=0.2)");
        BatchFunction same = BatchFunctions.named("leaky_relu", Map.of("alpha", 0.2));
        BatchFunction slope = BatchFunctions.named("gelu_derivative");
        List<String> all = BatchFunctions.names();
        assertThat(steep).isEqualTo(same);
        assertThat(all).contains("leaky_relu", slope.name());
    }

    @Test
    void rows() {
        BufferAllocator allocator = memory.allocator();
        List<List<Double>> rows = Arrays.asList(List.of(0.0, 0.0), null, Arrays.asList(1.0, null));
        try (FieldVector logits =
                ListVectors.of(allocator, ArrowType.List.INSTANCE, FloatingPointPrecision.SINGLE, rows)) {
            try (FieldVector p = BatchFunctions.named("softmax").apply(logits, allocator)) {
                System.out.println(p); // [[0.5,0.5], null, null]
                assertThat(p).hasToString("[[0.5,0.5], null, null]");
            }
        }
    }

    @Test
    void twoColumns() {
        BufferAllocator allocator = memory.allocator();
        ArrowType list = ArrowType.List.INSTANCE;
        try (FieldVector predictions = ListVectors.of(
                        allocator, list, FloatingPointPrecision.SINGLE, Arrays.asList(List.of(3.0, 0.0), null));
                FieldVector targets = ListVectors.of(
                        allocator, list, FloatingPointPrecision.SINGLE, List.of(List.of(1.0, 1.0), List.of(0.0)))) {
            BatchFunction loss = BatchFunctions.named("mse_loss(reduction=sum)");
            try (FieldVector y = loss.apply(predictions, targets, allocator)) {
                System.out.println(y); // [5.0, null]
                assertThat(y).hasToString("[5.0, null]");
            }
        }
    }

    @Test
    void inPlace() {
        try (FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f)) {
            BatchFunctions.named("relu").applyInPlace(x);
            assertThat(x).hasToString("[0.0, null, 2.0]");
        }
    }

    @Test
    void batches() throws IOException {
        BufferAllocator allocator = memory.allocator();
        InputStream in = new ByteArrayInputStream(stream());
        try (ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
            Projection projection = Projection.none()
                    .with("y", BatchFunctions.named("gelu"), "x") // a new column
                    .with("x", BatchFunctions.named("relu"), "x"); // replaces x; y is still made of what x was
            while (reader.loadNextBatch()) {
                try (VectorSchemaRoot result = projection.apply(reader.getVectorSchemaRoot(), allocator)) {
                    System.out.println(result.contentToTSVString());
                    assertThat(result.contentToTSVString().lines().findFirst()).hasValue("x\ty");
                }
            }
        }
    }

    @Test
    void readers() throws IOException {
        BufferAllocator allocator = memory.allocator();
        Projection projection = Projection.none().with("y", BatchFunctions.named("gelu"), "x");
        ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream()), allocator);
        long rows = 0;
        try (ArrowReader batches = new ProjectedReader(reader, projection, allocator)) {
            while (batches.loadNextBatch()) {
                rows += batches.getVectorSchemaRoot().getRowCount();
            }
        }
        assertThat(rows).isEqualTo(3);
    }

    @Test
    void batchInPlace() throws IOException {
        BufferAllocator allocator = memory.allocator();
        InputStream in = new ByteArrayInputStream(stream());
        try (ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
            reader.loadNextBatch();
            BatchFunctions.named("relu").applyInPlace(reader.getVectorSchemaRoot(), "x");
            assertThat(reader.getVectorSchemaRoot().getVector("x")).hasToString("[0.0, null, 2.0]");
        }
    }

    @Test
    void ipc() throws IOException {
        BufferAllocator allocator = memory.allocator();
        InputStream in = new ByteArrayInputStream(stream());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Projection projection = Projection.none().with("gelu(x)", BatchFunctions.named("gelu"), "x");
        long rows = new IpcFilter(projection).run(in, out, allocator);
        assertThat(rows).isEqualTo(3);
    }

    @Test
    void otherLibraries() {
        BufferAllocator allocator = memory.allocator();
        try (BufferAllocator theirs = new RootAllocator();
                FieldVector exported = Vectors.floats(theirs, -1f, null, 2f);
                ArrowArray array = ArrowArray.allocateNew(allocator);
                ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
            Data.exportVector(theirs, exported, null, array, schema);
            try (FieldVector x = Data.importVector(allocator, array, schema, null);
                    FieldVector y = BatchFunctions.named("relu").apply(x, allocator);
                    ArrowArray result = ArrowArray.allocateNew(allocator);
                    ArrowSchema resultSchema = ArrowSchema.allocateNew(allocator)) {
                Data.exportVector(allocator, y, null, result, resultSchema); // theirs to import, and to release
                try (FieldVector imported = Data.importVector(theirs, result, resultSchema, null)) {
                    assertThat(imported).hasToString("[0.0, null, 2.0]");
                }
            }
        }
    }

    private byte[] stream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f);
                VectorSchemaRoot root = new VectorSchemaRoot(List.of(x));
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
            writer.writeBatch();
        }
        return bytes.toByteArray();
    }
}
