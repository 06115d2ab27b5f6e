package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.util.TransferPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In place is done in the vector's own memory, and refused where somebody else holds that memory. */
class InPlaceTest {

    private static final BatchFunction RELU = BatchFunctions.named("relu");

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void freshVectorIsChangedInItsOwnMemory() {
        try (FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f)) {
            long address = x.getDataBuffer().memoryAddress();
            RELU.applyInPlace(x);
            assertThat(Vectors.floatsOf(x)).containsExactly(0f, null, 2f);
            assertThat(x.getDataBuffer().memoryAddress()).isEqualTo(address);
        }
    }

    @Test
    void vectorWhoseValidityAResultSharesIsRejectedUntilTheResultIsClosed() {
        try (FieldVector x = Vectors.floats(memory.allocator(), -1f, null)) {
            try (FieldVector y = RELU.apply(x, memory.allocator())) {
                assertThat(y.getValueCount()).isEqualTo(2);
                assertRefused(x);
            }
            RELU.applyInPlace(x);
            assertThat(Vectors.floatsOf(x)).containsExactly(0f, null);
        }
    }

    @Test
    void resultIsItsOwnersAloneEvenWhileItSharesTheInputsValidity() {
        try (FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f);
                FieldVector y = BatchFunctions.named("identity").apply(x, memory.allocator())) {
            RELU.applyInPlace(y);
            assertThat(Vectors.floatsOf(y)).containsExactly(0f, null, 2f);
            assertThat(Vectors.floatsOf(x)).containsExactly(-1f, null, 2f);
        }
    }

    @Test
    void sliceAndWhatItWasSlicedFromAreBothRefused() {
        try (FieldVector whole = Vectors.floats(memory.allocator(), -1f, null, 2f);
                FieldVector slice = Vectors.slice(whole, 1, 2)) {
            assertRefused(whole);
            assertRefused(slice);
        }
    }

    @Test
    void vectorWhoseMemoryBelongsToASliceInAnotherAllocatorIsRefused() {
        try (BufferAllocator child = memory.allocator().newChildAllocator("child", 0, Long.MAX_VALUE);
                FieldVector whole = Vectors.floats(memory.allocator(), -1f, null, 2f)) {
            TransferPair pair = whole.getTransferPair(whole.getField(), child);
            pair.splitAndTransfer(0, 2);
            try (FieldVector slice = (FieldVector) pair.getTo()) {
                assertThat(slice.getValueCount()).isEqualTo(2);
                assertRefused(whole);
            }
        }
    }

    @Test
    void singleColumnOfAReadBatchIsRejectedBecauseOtherColumnsShareItsMemory() throws Exception {
        byte[] stream = streamOfColumns("x", "y");
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), memory.allocator())) {
            reader.loadNextBatch();
            FieldVector x = reader.getVectorSchemaRoot().getVector("x");
            assertRefused(x);
            assertThat(Vectors.floatsOf(x)).containsExactly(-1f, null, 2f);
        }
    }

    @Test
    void columnOfAReadBatchIsChangedInPlaceIfTheWholeBatchIsPassed() throws Exception {
        byte[] stream = streamOfColumns("x", "y");
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), memory.allocator())) {
            reader.loadNextBatch();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            RELU.applyInPlace(batch, "x");
            assertThat(Vectors.floatsOf(batch.getVector("x"))).containsExactly(0f, null, 2f);
            assertThat(Vectors.floatsOf(batch.getVector("y"))).containsExactly(-1f, null, 2f);
        }
    }

    @Test
    void columnOfABatchWhoseMemoryAResultSharesIsRefused() throws Exception {
        byte[] stream = streamOfColumns("x", "y");
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), memory.allocator())) {
            reader.loadNextBatch();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            try (FieldVector result = RELU.apply(batch.getVector("y"), memory.allocator())) {
                assertThat(result.getValueCount()).isEqualTo(3);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> RELU.applyInPlace(batch, "x"))
                        .withMessageStartingWith("relu cannot change column 'x' in place");
            }
            RELU.applyInPlace(batch, "x");
        }
    }

    private void assertRefused(FieldVector vector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RELU.applyInPlace(vector))
                .withMessage("relu cannot change column 'x' in place: its memory is shared with another vector"
                        + " (a slice, a result, or other columns of its batch);"
                        + " close that first; or apply it into a new vector");
    }

    private byte[] streamOfColumns(String first, String second) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FieldVector x = named(first);
                FieldVector y = named(second);
                VectorSchemaRoot root = new VectorSchemaRoot(List.of(x, y));
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
            writer.writeBatch();
            writer.end();
        }
        return bytes.toByteArray();
    }

    private FieldVector named(String name) {
        try (Float4Vector values = Vectors.floats(memory.allocator(), -1f, null, 2f)) {
            TransferPair pair = values.getTransferPair(name, memory.allocator());
            pair.transfer();
            return (FieldVector) pair.getTo();
        }
    }
}
