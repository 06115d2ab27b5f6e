package dev.activations.arrow;

import java.io.Serializable;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** What a function does to the vectors that it works on itself, at the bottom of any lists around them. */
interface VectorOperation extends Serializable {

    /** Whether vectors of this field are the ones; lists around them are followed inwards until one is. */
    boolean takes(Field field);

    /** What is taken, for the sentence that refuses anything else. */
    String taken();

    /** The field of the result for a field that is taken. */
    Field resultField(Field taken);

    /** Computes an empty vector of the result's field from a vector that is taken. */
    void fill(FieldVector from, FieldVector to);

    /** Computes a vector that is taken in its own memory, or throws before it changes anything. */
    void replace(FieldVector vector, Sharing sharing);
}
