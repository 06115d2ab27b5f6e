package dev.activations.functions.kernel;

import java.util.function.Supplier;

/**
 * What evaluates functions over arrays: value by value, or with the machine's vector registers. All give the same bits.
 * One is chosen per JVM, by {@code -Dactivations.simd}: {@code auto} (vectors where the JVM compiles
 * them, each loop once it has), {@code scalar}, or {@code simd} (vectors from the first value on; fails where there are none).
 */
public interface Backend {

    /** The function's loops. */
    Loops loops(Elementwise function);

    /**
     * The loops over rows of floats, for this thread.
     *
     * @param scalar those that go value by value, for a backend that has no others
     * @param length how many values they are for
     */
    default RowLoops floatRows(Supplier<RowLoops> scalar, int length) {
        return scalar.get();
    }

    /** As {@link #floatRows}, over rows of doubles. */
    default RowLoops doubleRows(Supplier<RowLoops> scalar, int length) {
        return scalar.get();
    }

    /** The one that this JVM uses; its {@code toString} says what it is. */
    static Backend current() {
        return BackendChoice.CURRENT;
    }

    /** Loops over the scalar formulas, for functions that a backend does not know. */
    static Loops scalarLoops(Elementwise function) {
        return new ScalarLoops(function);
    }
}
