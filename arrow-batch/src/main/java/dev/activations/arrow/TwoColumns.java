package dev.activations.arrow;

import org.apache.arrow.vector.FieldVector;

/** A function of two columns, whose result is a new vector always. */
interface TwoColumns extends ColumnOperation {

    @Override
    default int columns() {
        return 2;
    }

    @Override
    default void replace(FieldVector column, Sharing sharing) {
        throw sharing.refusal("the function takes two columns");
    }
}
