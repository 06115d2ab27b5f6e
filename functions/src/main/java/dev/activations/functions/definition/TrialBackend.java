package dev.activations.functions.definition;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates with vectors those loops whose {@link Trial} they have passed, the others value by value: the bits are the same. */
final class TrialBackend implements Backend {

    private static final int SCRATCH = 2048;

    private final Backend vectors;
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
        float[] floats = new float[SCRATCH];
        double[] doubles = new double[SCRATCH];
        float[] floatResults = new float[SCRATCH];
        double[] doubleResults = new double[SCRATCH];
        for (int i = 0; i < SCRATCH; i++) {
            doubles[i] = 16.0 * i / SCRATCH - 8;
            floats[i] = (float) doubles[i];
        }
        return new Trials(
                new Trial(
                        () -> simd.values(floats, 0, floatResults, 0, SCRATCH),
                        () -> scalar.values(floats, 0, floatResults, 0, SCRATCH)),
                new Trial(
                        () -> simd.values(doubles, 0, doubleResults, 0, SCRATCH),
                        () -> scalar.values(doubles, 0, doubleResults, 0, SCRATCH)),
                new Trial(
                        () -> simd.derivatives(floats, 0, floatResults, 0, SCRATCH),
                        () -> scalar.derivatives(floats, 0, floatResults, 0, SCRATCH)),
                new Trial(
                        () -> simd.derivatives(doubles, 0, doubleResults, 0, SCRATCH),
                        () -> scalar.derivatives(doubles, 0, doubleResults, 0, SCRATCH)));
    }

    /** The trials of a function's four loops. */
    private record Trials(Trial floatValues, Trial doubleValues, Trial floatDerivatives, Trial doubleDerivatives) {}

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

        private Loops of(Trial trial, int length) {
            return trial.passed(length) ? vectors : scalars;
        }
    }
}
