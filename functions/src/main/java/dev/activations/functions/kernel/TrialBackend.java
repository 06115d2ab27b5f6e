package dev.activations.functions.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates with vectors those loops whose {@link Trial} they have passed, the others value by value: the bits are the same. */
final class TrialBackend implements Backend {

    private final Backend vectors;
    private final Scratch scratch = new Scratch();
    private final Map<Class<?>, Trials> trials = new ConcurrentHashMap<>();

    TrialBackend(Backend vectors) {
        this.vectors = vectors;
    }

    @Override
    public Loops loops(Elementwise function) {
        Trials ofFunction = trials.computeIfAbsent(function.getClass(), type -> trials(function));
        return new TriedLoops(vectors.loops(function), new ScalarLoops(function), ofFunction);
    }

    @Override
    public String toString() {
        return vectors + " where that has been seen to be faster";
    }

    private Trials trials(Elementwise function) {
        Loops simd = vectors.loops(function);
        Loops scalar = new ScalarLoops(function);
        return new Trials(
                new Trial(() -> scratch.floatValues(simd), () -> scratch.floatValues(scalar)),
                new Trial(() -> scratch.doubleValues(simd), () -> scratch.doubleValues(scalar)),
                new Trial(() -> scratch.floatDerivatives(simd), () -> scratch.floatDerivatives(scalar)),
                new Trial(() -> scratch.doubleDerivatives(simd), () -> scratch.doubleDerivatives(scalar)));
    }

    /** The trials of a function's four loops, each over arrays and outside the heap. */
    private record Trials(Trial floatValues, Trial doubleValues, Trial floatDerivatives, Trial doubleDerivatives) {}

    /** What loops are run over to be tried, in the one thread that tries them: twice, the second time outside the heap if they can. */
    private static final class Scratch {

        private static final int LENGTH = 2048;

        private final float[] floats = new float[LENGTH];
        private final float[] floatResults = new float[LENGTH];
        private final FloatBuffer floatBuffer = bytes(Float.BYTES).asFloatBuffer();
        private final FloatBuffer floatResultBuffer = bytes(Float.BYTES).asFloatBuffer();
        private final double[] doubles = new double[LENGTH];
        private final double[] doubleResults = new double[LENGTH];
        private final DoubleBuffer doubleBuffer = bytes(Double.BYTES).asDoubleBuffer();
        private final DoubleBuffer doubleResultBuffer = bytes(Double.BYTES).asDoubleBuffer();

        Scratch() {
            for (int i = 0; i < LENGTH; i++) {
                doubles[i] = 16.0 * i / LENGTH - 8;
                floats[i] = (float) doubles[i];
            }
            floatBuffer.put(0, floats);
            doubleBuffer.put(0, doubles);
        }

        private static ByteBuffer bytes(int width) {
            return ByteBuffer.allocateDirect(LENGTH * width).order(ByteOrder.nativeOrder());
        }

        void floatValues(Loops loops) {
            loops.values(floats, 0, floatResults, 0, LENGTH);
            if (!loops.valuesOffHeap(floatBuffer, floatResultBuffer)) {
                loops.values(floats, 0, floatResults, 0, LENGTH);
            }
        }

        void doubleValues(Loops loops) {
            loops.values(doubles, 0, doubleResults, 0, LENGTH);
            if (!loops.valuesOffHeap(doubleBuffer, doubleResultBuffer)) {
                loops.values(doubles, 0, doubleResults, 0, LENGTH);
            }
        }

        void floatDerivatives(Loops loops) {
            loops.derivatives(floats, 0, floatResults, 0, LENGTH);
            if (!loops.derivativesOffHeap(floatBuffer, floatResultBuffer)) {
                loops.derivatives(floats, 0, floatResults, 0, LENGTH);
            }
        }

        void doubleDerivatives(Loops loops) {
            loops.derivatives(doubles, 0, doubleResults, 0, LENGTH);
            if (!loops.derivativesOffHeap(doubleBuffer, doubleResultBuffer)) {
                loops.derivatives(doubles, 0, doubleResults, 0, LENGTH);
            }
        }
    }

    private record TriedLoops(Loops vectors, Loops scalars, Trials trials) implements Loops {

        @Override
        public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
            of(trials.floatValues, length).values(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
            of(trials.doubleValues, length).values(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public void derivatives(
                float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
            of(trials.floatDerivatives, length)
                    .derivatives(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public void derivatives(
                double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
            of(trials.doubleDerivatives, length)
                    .derivatives(source, sourceOffset, destination, destinationOffset, length);
        }

        @Override
        public boolean valuesOffHeap(FloatBuffer source, FloatBuffer destination) {
            return trials.floatValues.passed() && vectors.valuesOffHeap(source, destination);
        }

        @Override
        public boolean valuesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
            return trials.doubleValues.passed() && vectors.valuesOffHeap(source, destination);
        }

        @Override
        public boolean derivativesOffHeap(FloatBuffer source, FloatBuffer destination) {
            return trials.floatDerivatives.passed() && vectors.derivativesOffHeap(source, destination);
        }

        @Override
        public boolean derivativesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
            return trials.doubleDerivatives.passed() && vectors.derivativesOffHeap(source, destination);
        }

        private Loops of(Trial trial, int length) {
            return trial.passed(length) ? vectors : scalars;
        }
    }
}
