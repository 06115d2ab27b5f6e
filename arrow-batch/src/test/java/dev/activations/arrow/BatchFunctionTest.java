package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A function of one number over Float4 and Float8 vectors: values, nulls, field, memory and refused vectors. */
class BatchFunctionTest {

    private static final BatchFunction RELU = BatchFunctions.named("relu");

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void nullsStayInTheirPlace() {
        try (FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f, null);
                FieldVector y = RELU.apply(x, memory.allocator())) {
            assertThat(y).isInstanceOf(Float4Vector.class);
            assertThat(Vectors.floatsOf(y)).containsExactly(0f, null, 2f, null);
            assertThat(Vectors.floatsOf(x)).containsExactly(-1f, null, 2f, null);
            assertThat(y.getNullCount()).isEqualTo(2);
        }
    }

    @Test
    void doublesStayDoubles() {
        try (FieldVector x = Vectors.doubles(memory.allocator(), -1d, null, Double.NEGATIVE_INFINITY, Double.NaN);
                FieldVector y = BatchFunctions.named("leaky_relu(alpha=0.5)").apply(x, memory.allocator())) {
            assertThat(y).isInstanceOf(Float8Vector.class);
            assertThat(Vectors.doublesOf(y)).containsExactly(-0.5, null, Double.NEGATIVE_INFINITY, Double.NaN);
        }
    }

    @Test
    void derivativeOfReluIsOneAboveZeroAndZeroBelow() {
        try (FieldVector x = Vectors.floats(memory.allocator(), -2f, 0f, 3f, null);
                FieldVector slope = BatchFunctions.named("relu_derivative").apply(x, memory.allocator())) {
            assertThat(Vectors.floatsOf(slope)).containsExactly(0f, 0f, 1f, null);
        }
    }

    @Test
    void vectorsWithoutRowsGiveVectorsWithoutRows() {
        try (FieldVector neverAllocated = new Float4Vector("x", memory.allocator());
                FieldVector allocated = Vectors.floats(memory.allocator());
                FieldVector first = RELU.apply(neverAllocated, memory.allocator());
                FieldVector second = RELU.apply(allocated, memory.allocator())) {
            RELU.applyInPlace(neverAllocated);
            RELU.applyInPlace(allocated);
            assertThat(first.getValueCount()).isZero();
            assertThat(second.getValueCount()).isZero();
        }
    }

    @Test
    void allNullStaysAllNull() {
        try (FieldVector x = Vectors.doubles(memory.allocator(), new Double[1000]);
                FieldVector y = RELU.apply(x, memory.allocator())) {
            assertThat(y.getNullCount()).isEqualTo(1000);
        }
    }

    @Test
    void garbageUnderANullDoesNotShow() {
        try (Float4Vector x = Vectors.floats(memory.allocator(), 1f, Float.NaN, Float.POSITIVE_INFINITY)) {
            x.setNull(1);
            x.setNull(2);
            try (FieldVector y = BatchFunctions.named("gelu_derivative").apply(x, memory.allocator())) {
                assertThat(y.isNull(0)).isFalse();
                assertThat(y.isNull(1)).isTrue();
                assertThat(y.isNull(2)).isTrue();
            }
        }
    }

    @Test
    void resultHasTheInputsField() {
        FieldType type = new FieldType(
                false, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), null, Map.of("unit", "mV"));
        try (Float4Vector x = new Float4Vector(new Field("voltage", type, null), memory.allocator())) {
            x.allocateNew(1);
            x.set(0, -1f);
            x.setValueCount(1);
            try (FieldVector y = RELU.apply(x, memory.allocator())) {
                assertThat(y.getField()).isEqualTo(x.getField());
                assertThat(y.getField().getMetadata()).containsEntry("unit", "mV");
            }
        }
    }

    @Test
    void resultSharesTheInputsValidityAndOutlivesIt() {
        FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f);
        FieldVector y = RELU.apply(x, memory.allocator());
        try (y) {
            assertThat(y.getValidityBuffer().memoryAddress())
                    .isEqualTo(x.getValidityBuffer().memoryAddress());
            x.close();
            assertThat(Vectors.floatsOf(y)).containsExactly(0f, null, 2f);
        }
    }

    @Test
    void resultInAChildAllocatorSharesAndIsAccountedThere() {
        try (BufferAllocator child = memory.allocator().newChildAllocator("child", 0, Long.MAX_VALUE);
                FieldVector x = Vectors.floats(memory.allocator(), -1f, null);
                FieldVector y = RELU.apply(x, child)) {
            assertThat(Vectors.floatsOf(y)).containsExactly(0f, null);
            assertThat(y.getValidityBuffer().memoryAddress())
                    .isEqualTo(x.getValidityBuffer().memoryAddress());
            assertThat(child.getAllocatedMemory()).isPositive();
        }
    }

    @Test
    void resultUnderAnotherRootHasItsOwnValidity() {
        try (BufferAllocator other = new RootAllocator()) {
            FieldVector x = Vectors.floats(memory.allocator(), -1f, null, 2f);
            try (x;
                    FieldVector y = RELU.apply(x, other)) {
                x.close();
                assertThat(Vectors.floatsOf(y)).containsExactly(0f, null, 2f);
            }
            assertThat(other.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void slicesOfAVectorAreRightAtEveryOffset() {
        Float[] values = {-1f, null, 2f, 3f, null, -4f, 5f, 6f, 7f, null, 8f, -9f, 10f};
        try (FieldVector whole = Vectors.floats(memory.allocator(), values)) {
            for (int start = 0; start < values.length; start++) {
                try (FieldVector x = Vectors.slice(whole, start, values.length - start);
                        FieldVector y = RELU.apply(x, memory.allocator())) {
                    for (int i = start; i < values.length; i++) {
                        Float expected = values[i] == null ? null : (Float) Math.max(0, values[i]);
                        assertThat(y.getObject(i - start)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void moreRowsThanAFloatCanCountAreAllComputed() {
        int rows = (1 << 24) + 5;
        try (Float4Vector x = new Float4Vector("x", memory.allocator())) {
            x.allocateNew(rows);
            for (int i = 0; i < rows; i++) {
                x.set(i, i % 2 == 0 ? -1 : 1);
            }
            x.setValueCount(rows);
            try (Float4Vector y = (Float4Vector) RELU.apply(x, memory.allocator())) {
                int wrong = 0;
                for (int i = 0; i < rows; i++) {
                    wrong += y.get(i) == i % 2 ? 0 : 1;
                }
                assertThat(y.getValueCount()).isEqualTo(rows);
                assertThat(wrong).isZero();
            }
        }
    }

    @Test
    void allocatorThatCannotHoldTheResultIsLeftEmpty() {
        try (FieldVector x = Vectors.doubles(memory.allocator(), new Double[1000]);
                BufferAllocator small = memory.allocator().newChildAllocator("small", 0, 1000)) {
            assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> RELU.apply(x, small));
            assertThat(small.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void functionThatFailsLeavesNothingAllocated() {
        BatchFunction failing =
                new BatchFunction("failing", new OneColumn(new ElementwiseOperation(new FailingOperation())));
        try (FieldVector x = Vectors.floats(memory.allocator(), 1f, null)) {
            long before = memory.allocator().getAllocatedMemory();
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> failing.apply(x, memory.allocator()));
            assertThat(memory.allocator().getAllocatedMemory()).isEqualTo(before);
        }
    }

    @Test
    void vectorWhoseDataEndsBeforeItsRowsIsRefused() {
        try (Float4Vector x = new Float4Vector("x", memory.allocator());
                ArrowBuf data = memory.allocator().buffer(8)) {
            x.loadFieldBuffers(
                    new ArrowFieldNode(100, 0), List.of(memory.allocator().getEmpty(), data));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RELU.apply(x, memory.allocator()))
                    .withMessage("column 'x' is broken:"
                            + " its data buffer of 8 bytes is too short for 100 values of 4 bytes");
            assertThatIllegalArgumentException().isThrownBy(() -> RELU.applyInPlace(x));
        }
    }

    @Test
    void integersAreRefusedInOneSentence() {
        try (IntVector x = new IntVector("n", memory.allocator())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RELU.apply(x, memory.allocator()))
                    .withMessage(
                            "relu takes Float2, Float4 or Float8 vectors and lists of them; column 'n' is Int(32, true)");
            assertThatIllegalArgumentException().isThrownBy(() -> RELU.applyInPlace(x));
        }
    }

    @Test
    void dictionaryEncodedVectorsAreRefusedWithAdvice() {
        FieldType type = new FieldType(
                true, new ArrowType.Int(32, true), new DictionaryEncoding(1, false, new ArrowType.Int(32, true)));
        try (IntVector x = new IntVector(new Field("x", type, List.of()), memory.allocator())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RELU.apply(x, memory.allocator()))
                    .withMessage("relu: column 'x' is dictionary-encoded; decode it first (DictionaryEncoder.decode)");
        }
    }

    @Test
    void functionTravelsInSerializedForm() throws Exception {
        BatchFunction function = BatchFunctions.named("leaky_relu_derivative(alpha=0.2)");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(function);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(function);
        }
    }

    private record FailingOperation() implements SliceOperation {

        @Override
        public void apply(float[] values, int offset, int length) {
            throw new ArithmeticException("as a kernel would");
        }

        @Override
        public void apply(double[] values, int offset, int length) {
            throw new ArithmeticException("as a kernel would");
        }
    }
}
