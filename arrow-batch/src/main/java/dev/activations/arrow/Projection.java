package dev.activations.arrow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Record batches with columns added or replaced by functions of their columns; all other columns, and the schema's
 * metadata, stay as they are. Immutable.
 *
 * <pre>{@code
 * Projection projection = Projection.none().with("y", BatchFunctions.named("gelu"), "x");
 * try (VectorSchemaRoot result = projection.apply(batch, allocator)) { ... }
 * }</pre>
 */
public final class Projection implements Serializable {

    private static final long serialVersionUID = 1;

    /** How a column of the result is computed. */
    private record Computation(BatchFunction function, List<String> inputs) implements Serializable {

        /** Where the inputs are among the columns. */
        List<Integer> indexes(Schema batch) {
            return inputs.stream()
                    .map(input -> Columns.indexOf(input, batch, function))
                    .toList();
        }
    }

    private final LinkedHashMap<String, Computation> computations;

    private Projection(Map<String, Computation> computations) {
        this.computations = new LinkedHashMap<>(computations);
    }

    /** The projection that changes nothing. */
    public static Projection none() {
        return new Projection(Map.of());
    }

    /**
     * This projection with one more computed column.
     *
     * @param output the result's name; that of a column of the batch replaces the column in its place, any other comes
     *     behind all columns
     * @param inputs the column of the batch that the function is applied to, or both where it takes two; functions see
     *     the batch as it came, never each other's results
     * @throws IllegalArgumentException if {@code output} is computed already, or the function takes another number of
     *     columns
     */
    public Projection with(String output, BatchFunction function, String... inputs) {
        function.requireAsMany(List.of(inputs));
        Projection more = new Projection(computations);
        if (more.computations.put(output, new Computation(function, List.of(inputs))) != null) {
            throw new IllegalArgumentException("column '%s' is computed twice".formatted(output));
        }
        return more;
    }

    /**
     * The schema of results for batches of the given one.
     *
     * @throws IllegalArgumentException in one sentence: an input column that is missing, there twice, or of a type its
     *     function does not take
     */
    public Schema resultSchema(Schema batch) {
        LinkedHashMap<String, Field> computed = new LinkedHashMap<>();
        computations.forEach((output, computation) -> {
            List<Field> inputs = computation.indexes(batch).stream()
                    .map(batch.getFields()::get)
                    .toList();
            computed.put(output, Columns.renamed(computation.function().resultField(inputs), output));
        });
        List<Field> fields = new ArrayList<>();
        for (Field field : batch.getFields()) {
            Field replacement = computed.remove(field.getName());
            fields.add(replacement == null ? field : replacement);
        }
        fields.addAll(computed.values());
        return new Schema(fields, batch.getCustomMetadata());
    }

    /**
     * The result for one batch. Columns that stay share the batch's memory where the allocators have one root. The
     * caller closes the result, and the batch as before.
     *
     * @throws IllegalArgumentException as {@link #resultSchema} and {@link BatchFunction#apply}; nothing stays
     *     allocated
     */
    public VectorSchemaRoot apply(VectorSchemaRoot batch, BufferAllocator allocator) {
        VectorSchemaRoot result = VectorSchemaRoot.create(resultSchema(batch.getSchema()), allocator);
        try {
            apply(batch, result);
            return result;
        } catch (Throwable failure) {
            result.close();
            throw failure;
        }
    }

    /**
     * Fills an existing batch instead, such as the one that a writer writes repeatedly; its previous content is released.
     *
     * @param result a batch of the {@linkplain #resultSchema result schema}
     */
    public void apply(VectorSchemaRoot batch, VectorSchemaRoot result) {
        List<Field> fields = result.getSchema().getFields();
        for (int i = 0; i < fields.size(); i++) {
            Computation computation = computations.get(fields.get(i).getName());
            if (computation == null) {
                ResultBuffers.shareDeep(batch.getVector(i), result.getVector(i));
            } else {
                List<FieldVector> inputs = computation.indexes(batch.getSchema()).stream()
                        .map(batch::getVector)
                        .toList();
                computation.function().fill(inputs, result.getVector(i));
            }
        }
        result.setRowCount(batch.getRowCount());
    }
}
