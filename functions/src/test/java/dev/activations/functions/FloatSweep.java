package dev.activations.functions;

import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * One function over all floats, or every n-th bit pattern, against a reference in double: the largest and the mean error in
 * units of the last place, where the largest is, and how often the function falls where its input rises.
 */
final class FloatSweep {

    private static final int SIGN = 0x80000000;
    private static final int EXPONENTS = 256;
    private static final int FRACTION_BITS = 23;
    private static final int THREADS = Integer.getInteger("activations.float.threads", 1);

    /** The function over the first values of an array. */
    interface Slice {
        void apply(float[] source, float[] destination, int length);
    }

    private final Slice function;
    private final DoubleUnaryOperator reference;
    private final FloatErrors.Root root;
    private final int step;

    FloatSweep(Slice function, DoubleUnaryOperator reference, FloatErrors.Root root, int step) {
        this.function = function;
        this.reference = reference;
        this.root = root;
        this.step = step;
    }

    /** All binades of both signs, with {@code -Dactivations.float.threads} of them at once. */
    SweepResult run() {
        ForkJoinPool threads = new ForkJoinPool(THREADS);
        try {
            return threads.submit(() -> IntStream.range(0, 2 * EXPONENTS)
                            .parallel()
                            .mapToObj(this::binade)
                            .reduce(SweepResult.NONE, SweepResult::and))
                    .join();
        } finally {
            threads.shutdown();
        }
    }

    /** The floats of one sign and exponent, from 0 outwards; of the last exponent infinity alone, the rest are NaN. */
    private SweepResult binade(int signAndExponent) {
        return new Binade(signAndExponent << FRACTION_BITS).run();
    }

    private final class Binade {

        private final int first;
        private final int count;
        private final FloatErrors errors = new FloatErrors(root);
        private final ReferenceBlock exact = new ReferenceBlock(reference);
        private final float[] inputs = new float[ReferenceBlock.LENGTH];
        private final float[] outputs = new float[ReferenceBlock.LENGTH];
        private long falls;

        Binade(int first) {
            this.first = first;
            this.count = Float.isInfinite(Float.intBitsToFloat(first)) ? 1 : (1 << FRACTION_BITS) / step;
        }

        SweepResult run() {
            float previous = before();
            for (int start = 0; start < count; start += ReferenceBlock.LENGTH) {
                int length = Math.min(ReferenceBlock.LENGTH, count - start);
                if (step == 1) {
                    fill(first + start, length);
                } else {
                    scatter(start, length);
                }
                function.apply(inputs, outputs, length);
                if (step == 1 && length == ReferenceBlock.LENGTH) {
                    exact.interpolate(inputs);
                } else {
                    exact.evaluate(inputs, length);
                }
                errors.add(inputs, outputs, exact, length);
                countFalls(previous, length);
                previous = outputs[length - 1];
            }
            return errors.result(falls);
        }

        /** The output at the float before the first one, nearer to 0; NaN at 0. */
        private float before() {
            if ((first & ~SIGN) == 0) {
                return Float.NaN;
            }
            inputs[0] = Float.intBitsToFloat(first - 1);
            function.apply(inputs, outputs, 1);
            return outputs[0];
        }

        private void fill(int firstBits, int length) {
            for (int i = 0; i < length; i++) {
                inputs[i] = Float.intBitsToFloat(firstBits + i);
            }
        }

        /** With low bits that differ from sample to sample, so that samples are not all round numbers. */
        private void scatter(int start, int length) {
            for (int i = 0; i < length; i++) {
                inputs[i] = Float.intBitsToFloat(first + (start + i) * step + (int) (i * 7919L % step));
            }
        }

        /** Of inputs that rise an output that is smaller than the one before, of inputs that fall one that is greater. */
        private void countFalls(float previous, int length) {
            float sign = first >= 0 ? 1 : -1;
            int count = sign * outputs[0] < sign * previous ? 1 : 0;
            for (int i = 1; i < length; i++) {
                count += sign * outputs[i] < sign * outputs[i - 1] ? 1 : 0;
            }
            falls += count;
        }
    }
}
