package dev.activations.functions.simd;

import dev.activations.functions.definition.Backend;
import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Loops;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Evaluates as many doubles at once as the machine's registers hold. Floats are widened to double, computed and rounded
 * once, which needs neither conversions to integers nor compensated arithmetic. Every result has the bits of the scalar
 * formula.
 */
public final class SimdBackend implements Backend {

    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = DOUBLES.length();

    static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final int NARROWEST_BITS = 128;

    /** @throws UnsupportedOperationException where vectors would be slower than the scalar formulas */
    public SimdBackend() {
        if (DOUBLES.vectorBitSize() < NARROWEST_BITS) {
            throw new UnsupportedOperationException("the preferred vectors have " + DOUBLES.vectorBitSize() + " bits");
        }
    }

    @Override
    public Loops loops(Elementwise function) {
        Function<Elementwise, Loops> loops = GeneratedLoops.OF.get(function.getClass());
        return loops == null ? Backend.scalarLoops(function) : loops.apply(function);
    }

    @Override
    public String toString() {
        return "SIMD, " + LANES + " doubles at a time";
    }
}
