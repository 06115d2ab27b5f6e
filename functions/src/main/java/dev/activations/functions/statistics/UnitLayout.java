package dev.activations.functions.statistics;

import java.io.Serializable;

/**
 * How the flat array of a row is made of units: row-major, {@code outer × units × inner}. A flat layer has outer = inner
 * = 1; a convolution of shape (channels, height, width) has units = channels, inner = height · width.
 *
 * @param outer positions before the axis of units
 * @param units the units
 * @param inner positions after the axis of units
 * @param lastAxis the length of the last axis: the rows that a softmax runs along
 * @param axes how many axes its shape has; 1 without a shape
 * @param heads the length of the first axis of a shape with three axes or more: the heads of an attention; otherwise 0
 */
public record UnitLayout(int outer, int units, int inner, int lastAxis, int axes, int heads) implements Serializable {

    /** One unit per value, all of one row. */
    public static UnitLayout flat(int width) {
        return new UnitLayout(1, width, 1, width, 1, 0);
    }

    /**
     * The units along one axis of a shape, the other axes being positions.
     *
     * @param shape one sample's shape, without the batch; positive lengths
     * @param axis the axis of the units, from 0
     * @throws IllegalArgumentException if the axis is none of the shape's, or a length is not positive
     */
    public static UnitLayout alongAxis(int[] shape, int axis) {
        if (axis < 0 || axis >= shape.length) {
            throw new IllegalArgumentException("a shape of %d axes has no axis %d".formatted(shape.length, axis));
        }
        int outer = 1;
        int inner = 1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] <= 0) {
                throw new IllegalArgumentException("a shape has an axis of length " + shape[i]);
            }
            if (i < axis) {
                outer = Math.multiplyExact(outer, shape[i]);
            } else if (i > axis) {
                inner = Math.multiplyExact(inner, shape[i]);
            }
        }
        return new UnitLayout(
                outer, shape[axis], inner, shape[shape.length - 1], shape.length, shape.length > 2 ? shape[0] : 0);
    }

    /** One unit per value, laid out in the last axis's rows. */
    public UnitLayout elementwise() {
        return new UnitLayout(1, width(), 1, lastAxis, axes, heads);
    }

    public int width() {
        return Math.multiplyExact(Math.multiplyExact(outer, units), inner);
    }
}
