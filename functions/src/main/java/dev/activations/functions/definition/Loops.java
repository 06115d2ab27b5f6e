package dev.activations.functions.definition;

/**
 * One function over slices of arrays, as {@link Elementwise} describes them. The caller has checked the slices.
 */
public interface Loops {

    void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length);

    void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length);

    void derivatives(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length);

    void derivatives(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length);
}
