package dev.activations.functions.simd;

import dev.activations.functions.definition.Backend;
import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Loops;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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

    private static final VectorSpecies<Float> FLOATS =
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

    static DoubleVector load(double[] source, int offset) {
        return DoubleVector.fromArray(DOUBLES, source, offset);
    }

    static DoubleVector load(float[] source, int offset) {
        return (DoubleVector)
                FloatVector.fromArray(FLOATS, source, offset).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    static void store(DoubleVector y, double[] destination, int offset) {
        y.intoArray(destination, offset);
    }

    static void store(DoubleVector y, float[] destination, int offset) {
        ((FloatVector) y.convertShape(VectorOperators.D2F, FLOATS, 0)).intoArray(destination, offset);
    }
}
