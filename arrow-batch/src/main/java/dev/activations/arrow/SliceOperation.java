package dev.activations.arrow;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.io.Serializable;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** What is done to a slice of a heap array, in place: the point where Arrow's values meet a kernel. */
interface SliceOperation extends Serializable {

    void apply(float[] values, int offset, int length);

    void apply(double[] values, int offset, int length);

    /** The same for {@code rows} consecutive slices of {@code length} values, whose results are consecutive too. */
    default void applyRows(float[] values, int offset, int length, int rows) {
        apply(values, offset, length * rows);
    }

    default void applyRows(double[] values, int offset, int length, int rows) {
        apply(values, offset, length * rows);
    }

    /** The same from buffer to buffer in Arrow's own memory; returns false, having done nothing, if that is impossible. */
    default boolean applyOffHeap(FloatBuffer source, FloatBuffer destination) {
        return false;
    }

    default boolean applyOffHeap(DoubleBuffer source, DoubleBuffer destination) {
        return false;
    }

    /**
     * How many values are left of so many; they start where the slice does.
     *
     * @throws IllegalArgumentException for a length that is not taken
     */
    default int outputLength(int length) {
        return length;
    }

    /** Every value becomes the function of it. */
    record Values(Elementwise kernel) implements SliceOperation {

        @Override
        public void apply(float[] values, int offset, int length) {
            kernel.values(values, offset, values, offset, length);
        }

        @Override
        public void apply(double[] values, int offset, int length) {
            kernel.values(values, offset, values, offset, length);
        }

        @Override
        public boolean applyOffHeap(FloatBuffer source, FloatBuffer destination) {
            return kernel.valuesOffHeap(source, destination);
        }

        @Override
        public boolean applyOffHeap(DoubleBuffer source, DoubleBuffer destination) {
            return kernel.valuesOffHeap(source, destination);
        }
    }

    /** Every value becomes the function's derivative there. */
    record Derivatives(Elementwise kernel) implements SliceOperation {

        @Override
        public void apply(float[] values, int offset, int length) {
            kernel.derivatives(values, offset, values, offset, length);
        }

        @Override
        public void apply(double[] values, int offset, int length) {
            kernel.derivatives(values, offset, values, offset, length);
        }

        @Override
        public boolean applyOffHeap(FloatBuffer source, FloatBuffer destination) {
            return kernel.derivativesOffHeap(source, destination);
        }

        @Override
        public boolean applyOffHeap(DoubleBuffer source, DoubleBuffer destination) {
            return kernel.derivativesOffHeap(source, destination);
        }
    }

    /** The values are one row, which becomes the function of it. */
    record Row(Rowwise kernel) implements SliceOperation {

        @Override
        public int outputLength(int length) {
            return kernel.outputLength(length);
        }

        @Override
        public void apply(float[] values, int offset, int length) {
            kernel.values(values, offset, values, offset, length);
        }

        @Override
        public void apply(double[] values, int offset, int length) {
            kernel.values(values, offset, values, offset, length);
        }

        @Override
        public void applyRows(float[] values, int offset, int length, int rows) {
            kernel.rows(values, offset, values, offset, length, rows);
        }

        @Override
        public void applyRows(double[] values, int offset, int length, int rows) {
            kernel.rows(values, offset, values, offset, length, rows);
        }
    }
}
