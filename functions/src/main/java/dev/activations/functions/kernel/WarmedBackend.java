package dev.activations.functions.kernel;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Evaluates with vectors those loops whose {@link WarmUp} is done, the others value by value: the bits are the same. */
final class WarmedBackend implements Backend {

    private final Backend vectors;
    private final WarmScratch scratch = new WarmScratch();
    private final Map<Class<?>, WarmUps> warmUps = new ConcurrentHashMap<>();
    private final AtomicReference<WarmUp> floatRows = new AtomicReference<>();
    private final AtomicReference<WarmUp> doubleRows = new AtomicReference<>();

    WarmedBackend(Backend vectors) {
        this.vectors = vectors;
    }

    @Override
    public Loops loops(Elementwise function) {
        WarmUps ofFunction = warmUps.computeIfAbsent(function.getClass(), type -> warmUps(function));
        return new WarmedLoops(vectors.loops(function), new ScalarLoops(function), ofFunction);
    }

    @Override
    public RowLoops floatRows(Supplier<RowLoops> scalar, int length) {
        WarmUp warmUp = floatRows.get();
        if (warmUp == null) {
            warmUp = first(
                    floatRows,
                    n -> scratch.floatRows(vectors.floatRows(scalar, n), n),
                    n -> scratch.floatRows(scalar.get(), n));
        }
        return warmUp.isDone(length) ? vectors.floatRows(scalar, length) : scalar.get();
    }

    @Override
    public RowLoops doubleRows(Supplier<RowLoops> scalar, int length) {
        WarmUp warmUp = doubleRows.get();
        if (warmUp == null) {
            warmUp = first(
                    doubleRows,
                    n -> scratch.doubleRows(vectors.doubleRows(scalar, n), n),
                    n -> scratch.doubleRows(scalar.get(), n));
        }
        return warmUp.isDone(length) ? vectors.doubleRows(scalar, length) : scalar.get();
    }

    /** The one warm-up of a type's rows. Both runs get their loops in the thread that warms up, because loops belong to one. */
    private static WarmUp first(AtomicReference<WarmUp> kept, IntConsumer vectors, IntConsumer scalars) {
        WarmUp ours = new WarmUp(vectors, scalars);
        return kept.compareAndSet(null, ours) ? ours : kept.get();
    }

    @Override
    public String toString() {
        return vectors + ", each loop once it is compiled";
    }

    private WarmUps warmUps(Elementwise function) {
        Loops simd = vectors.loops(function);
        Loops scalar = new ScalarLoops(function);
        return new WarmUps(
                new WarmUp(n -> scratch.floatValues(simd, n), n -> scratch.floatValues(scalar, n)),
                new WarmUp(n -> scratch.doubleValues(simd, n), n -> scratch.doubleValues(scalar, n)),
                new WarmUp(n -> scratch.floatDerivatives(simd, n), n -> scratch.floatDerivatives(scalar, n)),
                new WarmUp(n -> scratch.doubleDerivatives(simd, n), n -> scratch.doubleDerivatives(scalar, n)));
    }

    /** The warm-ups of a function's four loops, each over arrays and outside the heap. */
    private record WarmUps(
            WarmUp floatValues, WarmUp doubleValues, WarmUp floatDerivatives, WarmUp doubleDerivatives) {}

    private record WarmedLoops(Loops vectors, Loops scalars, WarmUps warmUps) implements Loops {

        @Override
        public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
            of(warmUps.floatValues, length).values(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
            of(warmUps.doubleValues, length).values(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public void derivatives(
                float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
            of(warmUps.floatDerivatives, length)
                    .derivatives(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public void derivatives(
                double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
            of(warmUps.doubleDerivatives, length)
                    .derivatives(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public boolean valuesOffHeap(FloatBuffer source, FloatBuffer destination) {
            return warmUps.floatValues.isDone() && vectors.valuesOffHeap(source, destination);
        }

        @Override
        public boolean valuesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
            return warmUps.doubleValues.isDone() && vectors.valuesOffHeap(source, destination);
        }

        @Override
        public boolean derivativesOffHeap(FloatBuffer source, FloatBuffer destination) {
            return warmUps.floatDerivatives.isDone() && vectors.derivativesOffHeap(source, destination);
        }

        @Override
        public boolean derivativesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
            return warmUps.doubleDerivatives.isDone() && vectors.derivativesOffHeap(source, destination);
        }

        private Loops of(WarmUp warmUp, int length) {
            return warmUp.isDone(length) ? vectors : scalars;
        }
    }
}
