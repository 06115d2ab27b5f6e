package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A projection adds or replaces columns of a batch and leaves everything else as it is. */
class ProjectionTest {

    private static final BatchFunction RELU = BatchFunctions.named("relu");

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void newColumnsComeBehindAllOthersUnderTheirNames() {
        Projection projection = Projection.none()
                .with("relu(x)", RELU, "x")
                .with("slope", BatchFunctions.named("relu_derivative"), "x");
        try (VectorSchemaRoot batch = batch();
                VectorSchemaRoot result = projection.apply(batch, memory.allocator())) {
            assertThat(namesOf(result)).containsExactly("id", "x", "text", "point", "nothing", "relu(x)", "slope");
            assertThat(Vectors.floatsOf(result.getVector("relu(x)"))).containsExactly(0f, null, 2f);
            assertThat(Vectors.floatsOf(result.getVector("slope"))).containsExactly(0f, null, 1f);
            assertThat(Vectors.floatsOf(result.getVector("x"))).containsExactly(-1f, null, 2f);
            assertThat(result.getRowCount()).isEqualTo(3);
        }
    }

    @Test
    void columnOfTheSameNameIsReplacedInItsPlace() {
        try (VectorSchemaRoot batch = batch();
                VectorSchemaRoot result = Projection.none().with("x", RELU, "x").apply(batch, memory.allocator())) {
            assertThat(namesOf(result)).containsExactly("id", "x", "text", "point", "nothing");
            assertThat(Vectors.floatsOf(result.getVector("x"))).containsExactly(0f, null, 2f);
        }
    }

    @Test
    void functionsSeeTheBatchAsItCame() {
        Projection projection =
                Projection.none().with("x", RELU, "x").with("same", BatchFunctions.named("identity"), "x");
        try (VectorSchemaRoot batch = batch();
                VectorSchemaRoot result = projection.apply(batch, memory.allocator())) {
            assertThat(Vectors.floatsOf(result.getVector("same"))).containsExactly(-1f, null, 2f);
        }
    }

    @Test
    void columnsOfAnyTypeAndTheSchemasMetadataAreKept() {
        try (VectorSchemaRoot batch = batch();
                VectorSchemaRoot result = Projection.none().with("y", RELU, "x").apply(batch, memory.allocator())) {
            assertThat(result.getSchema().getCustomMetadata()).containsEntry("origin", "test");
            for (String column : List.of("id", "text", "point", "nothing")) {
                for (int row = 0; row < 3; row++) {
                    assertThat(result.getVector(column).getObject(row))
                            .isEqualTo(batch.getVector(column).getObject(row));
                }
            }
            assertThat(result.getVector("text").getDataBuffer().memoryAddress())
                    .isEqualTo(batch.getVector("text").getDataBuffer().memoryAddress());
        }
    }

    @Test
    void resultUnderAnotherRootIsACopyThatOutlivesTheBatch() {
        try (BufferAllocator other = new RootAllocator()) {
            VectorSchemaRoot batch = batch();
            try (batch;
                    VectorSchemaRoot result =
                            Projection.none().with("y", RELU, "x").apply(batch, other)) {
                batch.close();
                assertThat(result.getVector("text").getObject(1)).hasToString("two");
                assertThat(Vectors.floatsOf(result.getVector("y"))).containsExactly(0f, null, 2f);
            }
            assertThat(other.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void schemaIsKnownBeforeAnyBatch() {
        Field x = Field.nullable("x", MinorType.FLOAT8.getType());
        Field row = ListVectors.field(ArrowType.List.INSTANCE, FloatingPointPrecision.SINGLE, Map.of());
        Field required = new Field("row", new FieldType(false, row.getType(), null), row.getChildren());
        Schema schema = Projection.none()
                .with("y", RELU, "x")
                .with("p", BatchFunctions.named("softmax"), "row")
                .resultSchema(new Schema(asList(x, required)));
        assertThat(schema.getFields())
                .containsExactly(
                        x,
                        required,
                        Field.nullable("y", MinorType.FLOAT8.getType()),
                        new Field("p", row.getFieldType(), row.getChildren()));
    }

    @Test
    void missingColumnIsNamedWithTheExistingOnes() {
        try (VectorSchemaRoot batch = batch()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Projection.none().with("y", RELU, "z").apply(batch, memory.allocator()))
                    .withMessage("relu: there is no column 'z'; the columns are id, x, text, point, nothing");
            assertThatIllegalArgumentException().isThrownBy(() -> RELU.applyInPlace(batch, "z"));
        }
    }

    @Test
    void columnOfAnotherTypeIsRefused() {
        try (VectorSchemaRoot batch = batch()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Projection.none().with("y", RELU, "text").apply(batch, memory.allocator()))
                    .withMessage("relu takes Float2, Float4 or Float8 vectors and lists of them;"
                            + " column 'text' is Utf8");
        }
    }

    @Test
    void oneColumnIsNotComputedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projection.none().with("y", RELU, "a").with("y", RELU, "b"))
                .withMessage("column 'y' is computed twice");
    }

    @Test
    void projectionTravelsInSerializedForm() throws Exception {
        Projection projection = Projection.none().with("y", BatchFunctions.named("leaky_relu(alpha=0.5)"), "x");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(projection);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                VectorSchemaRoot batch = batch();
                VectorSchemaRoot result = ((Projection) in.readObject()).apply(batch, memory.allocator())) {
            assertThat(Vectors.floatsOf(result.getVector("y"))).containsExactly(-0.5f, null, 2f);
        }
    }

    @Test
    void allocatorThatCannotHoldTheResultIsLeftEmpty() {
        try (VectorSchemaRoot batch = batch();
                BufferAllocator small = memory.allocator().newChildAllocator("small", 0, 4)) {
            assertThatExceptionOfType(OutOfMemoryException.class)
                    .isThrownBy(() -> Projection.none().with("y", RELU, "x").apply(batch, small));
            assertThat(small.getAllocatedMemory()).isZero();
        }
    }

    private static List<String> namesOf(VectorSchemaRoot batch) {
        return batch.getSchema().getFields().stream().map(Field::getName).toList();
    }

    private VectorSchemaRoot batch() {
        BufferAllocator allocator = memory.allocator();
        IntVector id = new IntVector("id", allocator);
        VarCharVector text = new VarCharVector("text", allocator);
        StructVector point = StructVector.empty("point", allocator);
        IntVector east = point.addOrGet("east", FieldType.nullable(MinorType.INT.getType()), IntVector.class);
        id.allocateNew(3);
        text.allocateNew();
        point.allocateNew();
        for (int row = 0; row < 3; row++) {
            id.set(row, row);
            text.setSafe(row, List.of("one", "two", "three").get(row).getBytes(StandardCharsets.UTF_8));
            east.setSafe(row, 10 * row);
            point.setIndexDefined(row);
        }
        List<FieldVector> vectors =
                List.of(id, Vectors.floats(allocator, -1f, null, 2f), text, point, new NullVector("nothing", 3));
        vectors.forEach(vector -> vector.setValueCount(3));
        List<Field> fields = vectors.stream().map(FieldVector::getField).toList();
        return new VectorSchemaRoot(new Schema(fields, Map.of("origin", "test")), vectors, 3);
    }
}
