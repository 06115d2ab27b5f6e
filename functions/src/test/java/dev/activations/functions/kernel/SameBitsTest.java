package dev.activations.functions.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.Catalogue;
import dev.activations.functions.KeptResults;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.definition.Identity;
import dev.activations.functions.definition.Relu;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIMD gives the bits of the scalar formulas, value and derivative, float and double, on a million numbers per function:
 * every exponent, the usual range, and special values; with {@code mvn verify -Pexhaustive} on a hundred million, which
 * goes on where it was stopped. All NaN are one.
 */
class SameBitsTest {

    private static final int BLOCK = 4096;
    private static final int BLOCKS_PER_MILLION = 245;
    private static final int MILLIONS = Integer.getInteger("activations.bits.millions", 1);
    private static final int THREADS = Integer.getInteger("activations.float.threads", 1);
    private static final Backend SIMD = BackendChoice.choose("simd");
    private static final Backend SCALAR = BackendChoice.choose("scalar");
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.1,
        0.5,
        -0.5,
        1,
        -1,
        3,
        -3,
        6
    };

    @Test
    void vectorsAreActive() {
        assertThat(SIMD.toString()).startsWith("SIMD, ");
        assertThat(BackendChoice.choose("auto").toString()).startsWith(SIMD.toString());
    }

    @Test
    void vectorsReachMemoryOutsideTheHeapFromJava22On() {
        Comparison comparison = new Comparison(SIMD.loops(new Relu()), SCALAR.loops(new Relu()));
        assertThat(comparison.reachesOffHeap()).isEqualTo(Runtime.version().feature() >= 22);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void simdHasTheBitsOfTheScalarFormulas(String call) throws IOException {
        Elementwise f = Catalogue.named(call).elementwise().orElseThrow();
        if (MILLIONS == 1) {
            compareMillions(f);
        } else {
            String name = "bits of " + MILLIONS + " million " + call;
            KeptResults.of(name, f, List.of(SameBitsTest.class, Comparison.class), () -> compareMillions(f));
        }
    }

    @Test
    void oneBitThatDiffersIsSeen() {
        Comparison comparison = new Comparison(SIMD.loops(new Identity()), SCALAR.loops(new Nudged()));
        assertThatThrownBy(() -> comparison.run(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the scalar formula");
    }

    /** The identity but for the last bit of one special value. */
    private record Nudged() implements Elementwise {

        @Override
        public double value(double x) {
            return x == 6 ? Math.nextUp(x) : x;
        }

        @Override
        public double derivative(double x) {
            return Double.isNaN(x) ? x : 1;
        }

        @Override
        public Behaviour behaviour() {
            return new Identity().behaviour();
        }
    }

    private static String compareMillions(Elementwise f) {
        CompiledLoops.of(SIMD.loops(f), SCALAR.loops(f));
        int blocks = MILLIONS * BLOCKS_PER_MILLION;
        int part = 64;
        ForkJoinPool threads = new ForkJoinPool(THREADS);
        try {
            threads.submit(() -> IntStream.rangeClosed(0, blocks / part)
                            .parallel()
                            .forEach(i -> {
                                Comparison comparison = new Comparison(SIMD.loops(f), SCALAR.loops(f));
                                IntStream.range(i * part, Math.min(blocks, (i + 1) * part))
                                        .forEach(comparison::run);
                            }))
                    .join();
        } finally {
            threads.shutdown();
        }
        return "equal";
    }

    /** Two loops over the same numbers, a block at a time; the vectors also outside the heap, over a part with a tail. */
    private static final class Comparison {

        private final Loops vectors;
        private final Loops scalars;
        private final double[] doubles = new double[BLOCK];
        private final double[] simdDoubles = new double[BLOCK];
        private final double[] scalarDoubles = new double[BLOCK];
        private final float[] floats = new float[BLOCK];
        private final float[] simdFloats = new float[BLOCK];
        private final float[] scalarFloats = new float[BLOCK];
        private final DoubleBuffer offHeapDoubles = offHeap(Double.BYTES).asDoubleBuffer();
        private final DoubleBuffer offHeapDoubleResults = offHeap(Double.BYTES).asDoubleBuffer();
        private final FloatBuffer offHeapFloats = offHeap(Float.BYTES).asFloatBuffer();
        private final FloatBuffer offHeapFloatResults = offHeap(Float.BYTES).asFloatBuffer();

        Comparison(Loops vectors, Loops scalars) {
            this.vectors = vectors;
            this.scalars = scalars;
            List.of(offHeapDoubles, offHeapDoubleResults, offHeapFloats, offHeapFloatResults)
                    .forEach(buffer -> buffer.limit(BLOCK - 2).position(1));
        }

        private static ByteBuffer offHeap(int width) {
            return ByteBuffer.allocateDirect(BLOCK * width).order(ByteOrder.nativeOrder());
        }

        boolean reachesOffHeap() {
            return vectors.valuesOffHeap(offHeapFloats, offHeapFloatResults)
                    && vectors.valuesOffHeap(offHeapDoubles, offHeapDoubleResults)
                    && vectors.derivativesOffHeap(offHeapFloats, offHeapFloatResults)
                    && vectors.derivativesOffHeap(offHeapDoubles, offHeapDoubleResults);
        }

        void run(int block) {
            fill(new SplittableRandom(block));
            vectors.values(doubles, 0, simdDoubles, 0, BLOCK);
            scalars.values(doubles, 0, scalarDoubles, 0, BLOCK);
            assertSameDoubles();
            if (vectors.valuesOffHeap(offHeapDoubles, offHeapDoubleResults)) {
                copy(offHeapDoubleResults, simdDoubles);
                assertSameDoubles();
            }
            vectors.derivatives(doubles, 0, simdDoubles, 0, BLOCK);
            scalars.derivatives(doubles, 0, scalarDoubles, 0, BLOCK);
            assertSameDoubles();
            if (vectors.derivativesOffHeap(offHeapDoubles, offHeapDoubleResults)) {
                copy(offHeapDoubleResults, simdDoubles);
                assertSameDoubles();
            }
            vectors.values(floats, 0, simdFloats, 0, BLOCK);
            scalars.values(floats, 0, scalarFloats, 0, BLOCK);
            assertSameFloats();
            if (vectors.valuesOffHeap(offHeapFloats, offHeapFloatResults)) {
                copy(offHeapFloatResults, simdFloats);
                assertSameFloats();
            }
            vectors.derivatives(floats, 0, simdFloats, 0, BLOCK);
            scalars.derivatives(floats, 0, scalarFloats, 0, BLOCK);
            assertSameFloats();
            if (vectors.derivativesOffHeap(offHeapFloats, offHeapFloatResults)) {
                copy(offHeapFloatResults, simdFloats);
                assertSameFloats();
            }
        }

        /** A quarter each of random bits, the usual range, the range of exponentials, and many exponents; and specials. */
        private void fill(SplittableRandom random) {
            for (int i = 0; i < BLOCK; i += 4) {
                doubles[i] = Double.longBitsToDouble(random.nextLong());
                doubles[i + 1] = random.nextGaussian() * 4;
                doubles[i + 2] = random.nextDouble(-800, 800);
                doubles[i + 3] = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
            }
            System.arraycopy(SPECIAL, 0, doubles, 0, SPECIAL.length);
            for (int i = 0; i < BLOCK; i++) {
                boolean anyBits = i % 2 == 0 && i >= SPECIAL.length;
                floats[i] = anyBits ? Float.intBitsToFloat(random.nextInt()) : (float) doubles[i];
            }
            offHeapDoubles.put(
                    offHeapDoubles.position(), doubles, offHeapDoubles.position(), offHeapDoubles.remaining());
            offHeapFloats.put(offHeapFloats.position(), floats, offHeapFloats.position(), offHeapFloats.remaining());
        }

        private static void copy(DoubleBuffer results, double[] into) {
            results.get(results.position(), into, results.position(), results.remaining());
        }

        private static void copy(FloatBuffer results, float[] into) {
            results.get(results.position(), into, results.position(), results.remaining());
        }

        private void assertSameDoubles() {
            int i = Arrays.mismatch(simdDoubles, scalarDoubles);
            if (i >= 0) {
                throw different(doubles[i], simdDoubles[i], scalarDoubles[i]);
            }
        }

        private void assertSameFloats() {
            int i = Arrays.mismatch(simdFloats, scalarFloats);
            if (i >= 0) {
                throw different(floats[i], simdFloats[i], scalarFloats[i]);
            }
        }

        private static AssertionError different(double x, double simd, double scalar) {
            return new AssertionError("at %s SIMD gives %s, the scalar formula %s".formatted(x, simd, scalar));
        }
    }
}
