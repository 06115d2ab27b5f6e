package dev.activations.arrow;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * An activation function, or the derivative of one, over all values of an Arrow vector.
 *
 * <p>A function of one number takes Float2 (half), Float4 and Float8 vectors, and lists of them at any depth: List,
 * LargeList, FixedSizeList (with {@code arrow.fixed_shape_tensor} metadata kept), ListView and LargeListView. A
 * function of an array, such as softmax, takes such lists and works on each innermost list on its own.
 *
 * <p>Null stays null, and a function of an array gives null for a list with a null element. What lies in memory under a
 * null is computed over as well and means nothing. NaN gives NaN, ±Infinity the limit, and no number raises an
 * exception; the values are those of the function on Java arrays bit for bit, for halves the float result rounded to
 * nearest even. Immutable, and safe for use by many threads that hand over different vectors.
 */
public final class BatchFunction implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final VectorOperation operation;

    BatchFunction(String name, VectorOperation operation) {
        this.name = name;
        this.operation = operation;
    }

    /** The call that {@link BatchFunctions#named} makes this function from, such as {@code leaky_relu(alpha=0.2)}. */
    public String name() {
        return name;
    }

    /**
     * The field of a result: the input's with its name, type, nullability and metadata; but nullable where a function
     * of an array may meet a null element, and with half the size of a FixedSizeList where a function halves its row.
     *
     * @throws IllegalArgumentException in one sentence: a type that this function does not take
     */
    public Field resultField(Field input) {
        requireTaken(input, input);
        return resultWithin(input);
    }

    private Field resultWithin(Field field) {
        return operation.takes(field)
                ? operation.resultField(field)
                : Columns.withChild(field, resultWithin(field.getChildren().get(0)));
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
        FieldVector result = resultField(input.getField()).createVector(allocator);
        try {
            fill(input, result);
            return result;
        } catch (Throwable failure) {
            result.close();
            throw failure;
        }
    }

    /** Computes an empty vector of the result's field from a vector that this function takes. */
    void fill(FieldVector from, FieldVector to) {
        if (operation.takes(from.getField())) {
            operation.fill(from, to);
        } else {
            ResultBuffers.shareAll(from, to);
            fill(Lists.values(from), Lists.values(to));
        }
    }

    /**
     * Replaces every value by the function of it.
     *
     * <p>Not for memory imported through the C Data Interface: it is its producer's, and Arrow cannot tell.
     *
     * @throws IllegalArgumentException in one sentence: a vector that this function does not take, or whose values are
     *     in memory that something else holds too (a slice, a result that shares its validity, the other columns of a
     *     batch that was read). Nothing is changed then
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
        requireTaken(vector.getField(), vector.getField());
        FieldVector taken = vector;
        while (!operation.takes(taken.getField())) {
            taken = Lists.values(taken);
        }
        operation.replace(taken, Sharing.among(handedOver, name, vector.getName()));
    }

    private void requireTaken(Field field, Field column) {
        if (field.getDictionary() != null) {
            throw new IllegalArgumentException(
                    "%s: column '%s' is dictionary-encoded; decode it first (DictionaryEncoder.decode)"
                            .formatted(name, column.getName()));
        }
        if (!operation.takes(field)) {
            if (!Lists.isList(field)) {
                throw new IllegalArgumentException("%s takes %s; column '%s' is %s"
                        .formatted(name, operation.taken(), column.getName(), Lists.describe(column)));
            }
            requireTaken(field.getChildren().get(0), column);
        }
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
