package dev.activations.functions.statistics;

import java.io.Serializable;

/**
 * How the flat array of a row is made of units: row-major, {@code outer × units × inner}. A flat layer has outer = inner
 * = 1; a convolution of shape (channels, height, width) has units = channels, inner = height · width.
 */
public record UnitLayout(int outer, int units, int inner) implements Serializable {

    public static UnitLayout flat(int units) {
        return new UnitLayout(1, units, 1);
    }

    public int width() {
        return outer * units * inner;
    }
}
