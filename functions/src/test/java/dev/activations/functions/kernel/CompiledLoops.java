package dev.activations.functions.kernel;

/**
 * Has loops with vectors compiled before a test runs them over many values: the interpreter takes a microsecond or more for each
 * operation on a vector, and long loops keep it for long.
 */
final class CompiledLoops {

    private static final WarmScratch SCRATCH = new WarmScratch();

    private CompiledLoops() {}

    /** The vectors' loops, when the compiler has done with them or had its time. */
    static Loops of(Loops vectors, Loops scalars) {
        new WarmUp(n -> SCRATCH.floatValues(vectors, n), n -> SCRATCH.floatValues(scalars, n)).run();
        new WarmUp(n -> SCRATCH.doubleValues(vectors, n), n -> SCRATCH.doubleValues(scalars, n)).run();
        new WarmUp(n -> SCRATCH.floatDerivatives(vectors, n), n -> SCRATCH.floatDerivatives(scalars, n)).run();
        new WarmUp(n -> SCRATCH.doubleDerivatives(vectors, n), n -> SCRATCH.doubleDerivatives(scalars, n)).run();
        return vectors;
    }

    /** As {@link #of(Loops, Loops)}. */
    static RowLoops of(RowLoops vectors, RowLoops scalars) {
        new WarmUp(n -> SCRATCH.floatRows(vectors, n), n -> SCRATCH.floatRows(scalars, n)).run();
        new WarmUp(n -> SCRATCH.doubleRows(vectors, n), n -> SCRATCH.doubleRows(scalars, n)).run();
        return vectors;
    }
}
