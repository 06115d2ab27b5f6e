package dev.activations.functions.kernel;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * One function over slices of arrays, and over memory outside the heap where the backend reaches it, as {@link Elementwise}
 * describes them. The caller has checked the slices and buffers.
 */
public interface Loops {

    void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length);

    void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length);

    void derivatives(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length);

    void derivatives(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length);

    default boolean valuesOffHeap(FloatBuffer source, FloatBuffer destination) {
        return false;
    }

    default boolean valuesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
        return false;
    }

    default boolean derivativesOffHeap(FloatBuffer source, FloatBuffer destination) {
        return false;
    }

    default boolean derivativesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
        return false;
    }
}
