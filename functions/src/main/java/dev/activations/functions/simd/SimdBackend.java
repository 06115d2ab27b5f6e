package dev.activations.functions.simd;

import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Loops;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Evaluates as many numbers at once as the machine's registers hold. Where a function has no formula in floats, floats are
 * widened to double, computed and rounded once, which needs no compensated arithmetic. Every result has the bits of the
 * scalar formula.
 */
public final class SimdBackend implements Backend {

    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    /** As many floats as {@link #DOUBLES} has lanes. */
    static final VectorSpecies<Float> NARROW_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    /** Two widths of one type in one program make C2 of Java 17 call methods of vectors instead of inlining them. */
    static final VectorSpecies<Float> FLOATS =
            Runtime.version().feature() < 21 ? NARROW_FLOATS : FloatVector.SPECIES_PREFERRED;

    private static final int NARROWEST_BITS = 128;

    /** @throws UnsupportedOperationException where vectors would be slower than the scalar formulas, or differ from them */
    public SimdBackend() {
        if (DOUBLES.vectorBitSize() < NARROWEST_BITS) {
            throw new UnsupportedOperationException("the preferred vectors have " + DOUBLES.vectorBitSize() + " bits");
        }
        SelfTest.run(this);
    }

    @Override
    public Loops loops(Elementwise function) {
        Function<Elementwise, Loops> loops = GeneratedLoops.OF.get(function.getClass());
        return loops == null ? Backend.scalarLoops(function) : loops.apply(function);
    }

    @Override
    public String toString() {
        return "SIMD, " + DOUBLES.length() + " doubles at a time";
    }
}
