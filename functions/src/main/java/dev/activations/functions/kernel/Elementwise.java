package dev.activations.functions.kernel;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.RealFunction;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * A function of one number, applied to every value separately, with its derivative.
 *
 * <p>NaN gives NaN, ±Infinity gives the limit, and no number raises an exception. A derivative at a kink is what PyTorch's
 * autograd returns there. Slices are read from {@code source[sourceOffset]} on and written from {@code
 * destination[destinationOffset]} on; in place (the same array at the same offset) is allowed. A slice outside its array
 * raises {@link IndexOutOfBoundsException}, slices of one array that overlap otherwise {@link IllegalArgumentException},
 * before anything is written. Arrays are computed with SIMD if the JVM has it ({@link Backend}); results equal those of
 * single values bit for bit.
 */
public non-sealed interface Elementwise extends Kernel, RealFunction {

    /** What inputs and outputs of this function reveal about a unit; the diagnosis rests on it. */
    Behaviour behaviour();

    /**
     * The value, for an x that is a float, to at least 24 bits: what a float result is rounded from. It may be cheaper
     * than {@link #value(double)}.
     */
    default double roughValue(double x) {
        return value(x);
    }

    /** The derivative, for an x that is a float, to at least 28 bits: what a float result is rounded from. */
    default double roughDerivative(double x) {
        return derivative(x);
    }

    /**
     * The value rounded once from {@link #roughValue}, so within 0.54 ULP; or, where a function overrides this because it is
     * much faster so, computed in floats, within the error that it names and docs/accuracy.md measures.
     */
    default float value(float x) {
        return (float) roughValue(x);
    }

    /** The derivative rounded once from {@link #roughDerivative}, or computed in floats, as {@link #value(float)}. */
    default float derivative(float x) {
        return (float) roughDerivative(x);
    }

    default void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        Backend.current().loops(this).values(source, sourceOffset, destination, destinationOffset, length);
    }

    default void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        Backend.current().loops(this).values(source, sourceOffset, destination, destinationOffset, length);
    }

    default void derivatives(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        Backend.current().loops(this).derivatives(source, sourceOffset, destination, destinationOffset, length);
    }

    default void derivatives(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        Backend.current().loops(this).derivatives(source, sourceOffset, destination, destinationOffset, length);
    }

    /**
     * Writes f(x) for each x between position and limit of {@code source} to {@code destination}, without a heap copy, if
     * this JVM's vectors can address such memory: from Java 22 on, once the JIT compiler has compiled the loop. Positions do not
     * change; the buffers may start at the same place of the same memory.
     *
     * @return false if that is impossible; nothing has been written then, so copy to arrays
     * @throws IllegalArgumentException where the buffers are of different length or not in native order
     */
    default boolean valuesOffHeap(FloatBuffer source, FloatBuffer destination) {
        Slices.check(source, source.order(), destination, destination.order());
        return Backend.current().loops(this).valuesOffHeap(source, destination);
    }

    /** As for floats. */
    default boolean valuesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
        Slices.check(source, source.order(), destination, destination.order());
        return Backend.current().loops(this).valuesOffHeap(source, destination);
    }

    /**
     * Writes f′(x) for each x between position and limit of {@code source} to {@code destination}, without a heap copy, if
     * this JVM's vectors can address such memory: from Java 22 on, once the JIT compiler has compiled the loop. Positions do not
     * change; the buffers may start at the same place of the same memory.
     *
     * @return false if that is impossible; nothing has been written then, so copy to arrays
     * @throws IllegalArgumentException where the buffers are of different length or not in native order
     */
    default boolean derivativesOffHeap(FloatBuffer source, FloatBuffer destination) {
        Slices.check(source, source.order(), destination, destination.order());
        return Backend.current().loops(this).derivativesOffHeap(source, destination);
    }

    /** As for floats. */
    default boolean derivativesOffHeap(DoubleBuffer source, DoubleBuffer destination) {
        Slices.check(source, source.order(), destination, destination.order());
        return Backend.current().loops(this).derivativesOffHeap(source, destination);
    }
}
