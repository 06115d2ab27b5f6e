package dev.activations.functions.simd;

import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Loops;
import dev.activations.functions.kernel.RowLoops;
import java.util.function.Function;
import java.util.function.Supplier;
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
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    /** As many floats as {@link #DOUBLES} has lanes. */
    static final VectorSpecies<Float> NARROW_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    /**
     * Whether loops in doubles may widen lanes of floats. For that floats have a second width, and where one type has two in a
     * program, C2 of Java 17 and 21 makes objects of vectors, in whichever loops; so there floats are widened by blocks.
     */
    static final boolean WIDENS_LANES = Runtime.version().feature() >= 25;

    /** Doubles that floats are widened to at a time: few enough for the nearest cache, and a multiple of any vector. */
    private static final int BLOCK = 512;

    private static final ThreadLocal<double[]> BLOCKS = ThreadLocal.withInitial(() -> new double[BLOCK]);

    private static final int NARROWEST_BITS = 128;

    /** @throws UnsupportedOperationException where vectors would be slower than the scalar formulas, or differ from them */
    public SimdBackend() {
        if (DOUBLES.vectorBitSize() < NARROWEST_BITS) {
            throw new UnsupportedOperationException("the preferred vectors have " + DOUBLES.vectorBitSize() + " bits");
        }
        SelfTest.run(this);
    }

    /** This thread's block, with any values. */
    static double[] block() {
        return BLOCKS.get();
    }

    static void widen(float[] source, int offset, double[] block, int count) {
        for (int i = 0; i < count; i++) {
            block[i] = source[offset + i];
        }
    }

    static void round(double[] block, float[] destination, int offset, int count) {
        for (int i = 0; i < count; i++) {
            destination[offset + i] = (float) block[i];
        }
    }

    @Override
    public Loops loops(Elementwise function) {
        Function<Elementwise, Loops> loops = GeneratedLoops.OF.get(function.getClass());
        return loops == null ? Backend.scalarLoops(function) : loops.apply(function);
    }

    @Override
    public RowLoops floatRows(Supplier<RowLoops> scalar, int length) {
        return FLOATS.length() <= RowLoops.PARTS ? SimdRows.ofThread() : scalar.get();
    }

    @Override
    public RowLoops doubleRows(Supplier<RowLoops> scalar, int length) {
        return floatRows(scalar, length);
    }

    @Override
    public String toString() {
        return "SIMD, " + DOUBLES.length() + " doubles at a time";
    }
}
