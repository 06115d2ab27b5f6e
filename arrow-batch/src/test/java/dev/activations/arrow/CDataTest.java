package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Over the C Data Interface: another library's vector comes in without a copy, is computed, and the result goes back.
 * The producer has an allocator of its own, as another library in the process would.
 */
class CDataTest {

    private static final BatchFunction RELU = BatchFunctions.named("relu");

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void importedVectorIsComputedAndTheResultGoesBack() {
        try (BufferAllocator producer = new RootAllocator();
                FieldVector theirs = Vectors.floats(producer, -1f, null, 2f);
                FieldVector ours = handOver(theirs, producer, memory.allocator());
                FieldVector result = RELU.apply(ours, memory.allocator());
                FieldVector back = handOver(result, memory.allocator(), producer)) {
            assertThat(ours.getDataBuffer().memoryAddress())
                    .isEqualTo(theirs.getDataBuffer().memoryAddress());
            assertThat(back.getDataBuffer().memoryAddress())
                    .isEqualTo(result.getDataBuffer().memoryAddress());
            assertThat(Vectors.floatsOf(back)).containsExactly(0f, null, 2f);
        }
    }

    @Test
    void resultOutlivesTheImportedVectorItSharesValidityWith() {
        try (BufferAllocator producer = new RootAllocator()) {
            FieldVector theirs = Vectors.floats(producer, -1f, null, 2f);
            FieldVector ours = handOver(theirs, producer, memory.allocator());
            FieldVector result = RELU.apply(ours, memory.allocator());
            theirs.close();
            ours.close();
            assertThat(producer.getAllocatedMemory()).isPositive();
            assertThat(Vectors.floatsOf(result)).containsExactly(0f, null, 2f);
            result.close();
            assertThat(producer.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void importedListsAreComputedRowByRow() {
        List<List<Double>> rows = Arrays.asList(List.of(1.0, 1.0), null, Arrays.asList(1.0, null), List.of());
        try (BufferAllocator producer = new RootAllocator();
                FieldVector theirs =
                        ListVectors.of(producer, ArrowType.List.INSTANCE, FloatingPointPrecision.DOUBLE, rows);
                FieldVector ours = handOver(theirs, producer, memory.allocator());
                FieldVector result = BatchFunctions.named("softmax").apply(ours, memory.allocator());
                FieldVector back = handOver(result, memory.allocator(), producer)) {
            assertThat(ListVectors.rowsOf(back)).containsExactly(List.of(0.5, 0.5), null, null, List.of());
        }
    }

    @Test
    void exportedVectorIsNotChangedInPlaceWhileItsConsumerHoldsIt() {
        try (BufferAllocator consumer = new RootAllocator();
                FieldVector ours = Vectors.floats(memory.allocator(), -1f, 2f)) {
            try (FieldVector theirs = handOver(ours, memory.allocator(), consumer)) {
                assertThat(theirs.getValueCount()).isEqualTo(2);
                assertThatIllegalArgumentException().isThrownBy(() -> RELU.applyInPlace(ours));
            }
            RELU.applyInPlace(ours);
        }
    }

    private static FieldVector handOver(FieldVector vector, BufferAllocator from, BufferAllocator to) {
        try (ArrowArray array = ArrowArray.allocateNew(to);
                ArrowSchema schema = ArrowSchema.allocateNew(to)) {
            Data.exportVector(from, vector, null, array, schema);
            return Data.importVector(to, array, schema, null);
        }
    }
}
