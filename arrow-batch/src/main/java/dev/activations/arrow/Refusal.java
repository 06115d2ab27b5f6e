package dev.activations.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** The sentence for a vector that a function does not take. */
final class Refusal {

    private Refusal() {}

    /** Names function, column, what the column is, what the function takes, and what to do where that helps. */
    static IllegalArgumentException of(String function, FieldVector vector, String taken) {
        Field field = vector.getField();
        if (field.getDictionary() != null) {
            return new IllegalArgumentException(
                    "%s: column '%s' is dictionary-encoded; decode it first (DictionaryEncoder.decode)"
                            .formatted(function, field.getName()));
        }
        return new IllegalArgumentException(
                "%s takes %s; column '%s' is %s".formatted(function, taken, field.getName(), field.getType()));
    }
}
