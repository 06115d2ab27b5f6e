package dev.activations.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A function of one number over a vector: the result differs from the input in its data buffer alone.
 *
 * @param operation what becomes of every value
 */
record ElementwiseOperation(SliceOperation operation) implements VectorOperation {

    @Override
    public boolean takes(Field field) {
        return FloatType.of(field).isPresent();
    }

    @Override
    public String taken() {
        return "Float2, Float4 or Float8 vectors and lists of them";
    }

    @Override
    public Field resultField(Field taken) {
        return taken;
    }

    @Override
    public void fill(FieldVector from, FieldVector to) {
        FloatType<?> type = FloatType.of(from.getField()).orElseThrow();
        int count = from.getValueCount();
        try (ResultBuffers buffers = new ResultBuffers(to)) {
            buffers.share(from.getValidityBuffer());
            ArrowBuf data = buffers.allocate((long) count * type.width());
            type.apply(operation, type.data(from), data, count);
            buffers.load(count);
        }
    }

    @Override
    public void replace(FieldVector vector, Sharing sharing) {
        FloatType<?> type = FloatType.of(vector.getField()).orElseThrow();
        ArrowBuf data = type.data(vector);
        sharing.requireExclusive(data);
        type.apply(operation, data, data, vector.getValueCount());
    }
}
