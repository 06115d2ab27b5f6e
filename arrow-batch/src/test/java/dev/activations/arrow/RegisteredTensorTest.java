package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.hash.ArrowBufHasher;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tensors of an application that has registered a Java class for their extension type stay of that type. */
class RegisteredTensorTest {

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void functionsOfNumbersAndOfRowsKeepTheExtensionType() {
        try (TensorVector x = tensors(asList(asList(0.0, 0.0), null, asList(-1.0, null)));
                FieldVector relu = BatchFunctions.named("relu").apply(x, memory.allocator());
                FieldVector softmax = BatchFunctions.named("softmax").apply(x, memory.allocator())) {
            assertThat(relu).isInstanceOf(TensorVector.class);
            assertThat(ListVectors.rowsOf(relu)).containsExactly(asList(0.0, 0.0), null, asList(0.0, null));
            assertThat(softmax).isInstanceOf(TensorVector.class);
            assertThat(ListVectors.rowsOf(softmax)).containsExactly(asList(0.5, 0.5), null, null);
            assertThat(softmax.getField().getType()).isEqualTo(new TensorType());
        }
    }

    @Test
    void inPlaceToo() {
        try (TensorVector x = tensors(asList(asList(4.0, 4.0), asList(1.0, null)))) {
            BatchFunctions.named("softmax").applyInPlace(x);
            assertThat(ListVectors.rowsOf(x)).containsExactly(asList(0.5, 0.5), null);
        }
    }

    private TensorVector tensors(List<List<Double>> rows) {
        Field storage = ListVectors.field(new ArrowType.FixedSizeList(2), FloatingPointPrecision.SINGLE, Map.of());
        Field field = new Field("x", FieldType.nullable(new TensorType()), storage.getChildren());
        return new TensorVector(
                field, memory.allocator(), (FixedSizeListVector) ListVectors.of(memory.allocator(), storage, rows));
    }

    private static final class TensorType extends ArrowType.ExtensionType {

        @Override
        public ArrowType storageType() {
            return new ArrowType.FixedSizeList(2);
        }

        @Override
        public String extensionName() {
            return "arrow.fixed_shape_tensor";
        }

        @Override
        public boolean extensionEquals(ExtensionType other) {
            return other instanceof TensorType;
        }

        @Override
        public String serialize() {
            return "{\"shape\":[2]}";
        }

        @Override
        public ArrowType deserialize(ArrowType storage, String data) {
            return new TensorType();
        }

        @Override
        public FieldVector getNewVector(String name, FieldType type, BufferAllocator allocator) {
            FixedSizeListVector storage =
                    new FixedSizeListVector(name, allocator, FieldType.nullable(storageType()), null);
            return new TensorVector(new Field(name, type, null), allocator, storage);
        }
    }

    private static final class TensorVector extends ExtensionTypeVector<FixedSizeListVector> {

        private final Field field;

        TensorVector(Field field, BufferAllocator allocator, FixedSizeListVector storage) {
            super(field, allocator, storage);
            this.field = field;
        }

        @Override
        public Field getField() {
            return field.getChildren().isEmpty()
                    ? new Field(
                            field.getName(),
                            field.getFieldType(),
                            getUnderlyingVector().getField().getChildren())
                    : field;
        }

        @Override
        public Object getObject(int index) {
            return getUnderlyingVector().getObject(index);
        }

        @Override
        public int hashCode(int index) {
            return getUnderlyingVector().hashCode(index);
        }

        @Override
        public int hashCode(int index, ArrowBufHasher hasher) {
            return getUnderlyingVector().hashCode(index, hasher);
        }
    }
}
