package dev.activations.arrow;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * A function of one number over a vector: the result differs from the input in its data buffer alone.
 *
 * @param operation what becomes of every value
 */
record ElementwiseFunction(String name, SliceOperation operation) implements BatchFunction {

    @Override
    public FieldVector apply(FieldVector input, BufferAllocator allocator) {
        FloatType<?> type = typeOf(input);
        int count = input.getValueCount();
        FieldVector result = input.getField().createVector(allocator);
        try (ArrowBuf data = allocator.buffer((long) count * type.width());
                ArrowBuf validity = Validity.share(input.getValidityBuffer(), count, allocator)) {
            type.apply(operation, input.getDataBuffer(), data, count);
            result.loadFieldBuffers(new ArrowFieldNode(count, Validity.nullCountOf(validity)), List.of(validity, data));
            return result;
        } catch (Throwable failure) {
            result.close();
            throw failure;
        }
    }

    @Override
    public void applyInPlace(FieldVector vector) {
        FloatType<?> type = typeOf(vector);
        Sharing.among(List.of(vector)).requireExclusive(vector.getDataBuffer(), name, vector);
        type.apply(operation, vector.getDataBuffer(), vector.getDataBuffer(), vector.getValueCount());
    }

    private FloatType<?> typeOf(FieldVector vector) {
        return FloatType.of(vector).orElseThrow(() -> Refusal.of(name, vector, "Float4 or Float8 vectors"));
    }
}
