package dev.activations.arrow;

import java.io.Serializable;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** What a function does to whole columns. Sentences of errors begin with the function's name, which is passed along. */
interface ColumnOperation extends Serializable {

    /** How many columns it takes. */
    int columns();

    /**
     * The field of the result for columns of these fields.
     *
     * @throws IllegalArgumentException in one sentence: a type that is not taken
     */
    Field resultField(String function, List<Field> columns);

    /** Computes an empty vector of the result's field from columns that are taken, all of one length. */
    void fill(String function, List<FieldVector> columns, FieldVector result);

    /** Computes a column that is taken in its own memory, or throws before it changes anything. */
    void replace(FieldVector column, Sharing sharing);
}
