package dev.activations.arrow;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * An activation function, the derivative of one, or a loss, over all values of one or two Arrow vectors.
 *
 * <p>A function of one number takes Float2 (half), Float4 and Float8 vectors, and lists of them at any depth: List,
 * LargeList, FixedSizeList (with {@code arrow.fixed_shape_tensor} metadata kept), ListView and LargeListView. A function of
 * an array, such as softmax, takes such lists and works on each innermost list separately.
 *
 * <p>Null stays null, and a function of an array gives null for a list with a null element. Memory under a null is computed
 * over too, and its content is meaningless. NaN gives NaN, ±Infinity the limit, and no number raises an exception; the
 * values are those of the function on Java arrays bit for bit, for halves the float result rounded to nearest even.
 *
 * <p>A loss, or a gradient through a softmax, takes two columns of equal length: numbers, or lists whose lengths agree row
 * by row. Its result has the wider of both types, is computed in double and rounded once, and is null where either column
 * has a null in the row.
 *
 * <p>Immutable, and safe for use by many threads that hand over different vectors.
 */
public final class BatchFunction implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final ColumnOperation operation;

    BatchFunction(String name, ColumnOperation operation) {
        this.name = name;
        this.operation = operation;
    }

    /** The call from which {@link BatchFunctions#named} creates this function, such as {@code leaky_relu(alpha=0.2)}. */
    public String name() {
        return name;
    }

    /** The number of columns it takes: 1, or 2 for a loss or a gradient through a softmax. */
    public int columns() {
        return operation.columns();
    }

    /**
     * The field of a result: the (first) input's with its name, type, nullability and metadata; but nullable where a
     * function of an array may meet a null element, with half the size of a FixedSizeList where a function halves its row,
     * and a nullable number or list for a function of two columns.
     *
     * @param inputs as many as the function takes {@link #columns}
     * @throws IllegalArgumentException in one sentence: a type that this function does not take, or another number of
     *     inputs
     */
    public Field resultField(Field... inputs) {
        return resultField(List.of(inputs));
    }

    Field resultField(List<Field> inputs) {
        requireAsMany(inputs);
        return operation.resultField(name, inputs);
    }

    /** Throws unless so many inputs are what the function takes. */
    void requireAsMany(List<?> inputs) {
        if (inputs.size() != columns()) {
            throw new IllegalArgumentException("%s takes %s, got %d"
                    .formatted(name, columns() == 1 ? "one column" : columns() + " columns", inputs.size()));
        }
    }

    /**
     * The function of every value, in a new vector with the {@linkplain #resultField field} of the input.
     *
     * <p>The caller closes the result. Its validity and offsets are the input's own buffers where both allocators have
     * one root, so the input's memory lives until the result is closed too; otherwise they are copies. If anything
     * fails, nothing stays allocated.
     *
     * @throws IllegalArgumentException in one sentence: a vector that this function does not take, or whose buffers
     *     contradict each other
     * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator cannot hold the result
     */
    public FieldVector apply(FieldVector input, BufferAllocator allocator) {
        return apply(List.of(input), allocator);
    }

    /**
     * The function of two columns, row by row, in a new vector that the caller closes. If anything fails, nothing stays
     * allocated.
     *
     * @throws IllegalArgumentException in one sentence: vectors that this function does not take, of different lengths,
     *     or with lists of different lengths or a class out of range in some row, which is named
     * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator cannot hold the result
     */
    public FieldVector apply(FieldVector first, FieldVector second, BufferAllocator allocator) {
        return apply(List.of(first, second), allocator);
    }

    private FieldVector apply(List<FieldVector> inputs, BufferAllocator allocator) {
        Field field = resultField(inputs.stream().map(FieldVector::getField).toList());
        FieldVector result = field.createVector(allocator);
        try {
            fill(inputs, result);
            return result;
        } catch (Throwable failure) {
            result.close();
            throw failure;
        }
    }

    /** Computes an empty vector of the result's field from vectors that this function takes. */
    void fill(List<FieldVector> inputs, FieldVector result) {
        int count = inputs.get(0).getValueCount();
        for (FieldVector input : inputs) {
            if (input.getValueCount() != count) {
                throw new IllegalArgumentException("%s: column '%s' has %d rows and column '%s' has %d"
                        .formatted(name, inputs.get(0).getName(), count, input.getName(), input.getValueCount()));
            }
        }
        operation.fill(name, inputs, result);
    }

    /**
     * Replaces every value x by f(x).
     *
     * <p>Do not use it for memory imported through the C Data Interface: that memory belongs to its producer, which Arrow
     * cannot detect.
     *
     * @throws IllegalArgumentException in one sentence: a vector that this function does not take, or whose values are in
     *     memory that something else holds too (a slice, a result that shares its validity, the other columns of a batch
     *     that was read). Nothing is changed then
     */
    public void applyInPlace(FieldVector vector) {
        applyInPlace(vector, List.of(vector));
    }

    /**
     * Replaces every value of a column of a batch, which may be one that was read: all columns then share one
     * allocation.
     *
     * @throws IllegalArgumentException as {@link #applyInPlace(FieldVector)}, where anything outside the batch holds
     *     the memory; or where the batch has no such column
     */
    public void applyInPlace(VectorSchemaRoot batch, String column) {
        int index = Columns.indexOf(column, batch.getSchema(), this);
        applyInPlace(batch.getVector(index), batch.getFieldVectors());
    }

    private void applyInPlace(FieldVector vector, List<FieldVector> handedOver) {
        resultField(vector.getField());
        operation.replace(vector, Sharing.among(handedOver, name, vector.getName()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BatchFunction that && name.equals(that.name) && operation.equals(that.operation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, operation);
    }

    @Override
    public String toString() {
        return name;
    }
}
