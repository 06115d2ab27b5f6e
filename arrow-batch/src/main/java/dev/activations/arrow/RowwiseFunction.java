package dev.activations.arrow;

import dev.activations.functions.definition.Rowwise;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * A function of a whole array, such as softmax, over a vector that holds an array per row.
 *
 * @param kernel what becomes of every row
 */
record RowwiseFunction(String name, Rowwise kernel) implements BatchFunction {

    @Override
    public FieldVector apply(FieldVector input, BufferAllocator allocator) {
        throw refusal(input);
    }

    @Override
    public void applyInPlace(FieldVector vector) {
        throw refusal(vector);
    }

    private IllegalArgumentException refusal(FieldVector vector) {
        return Refusal.of(name, vector, "a list of numbers per row");
    }
}
