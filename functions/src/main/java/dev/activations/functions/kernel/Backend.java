package dev.activations.functions.kernel;

/**
 * What evaluates functions over arrays: value by value, or with the machine's vector registers. All give the same bits.
 * One is chosen per JVM, by {@code -Dactivations.simd}: {@code auto} (vectors where they have been
 * seen to be faster), {@code scalar}, or {@code simd} (vectors from the first value on; fails where there are none).
 */
public interface Backend {

    /** The function's loops. */
    Loops loops(Elementwise function);

    /** The one that this JVM uses; its {@code toString} says what it is. */
    static Backend current() {
        return BackendChoice.CURRENT;
    }

    /** Loops over the scalar formulas, for functions that a backend does not know. */
    static Loops scalarLoops(Elementwise function) {
        return new ScalarLoops(function);
    }
}
