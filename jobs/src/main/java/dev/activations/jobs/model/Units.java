package dev.activations.jobs.model;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What counts as a unit where a log gives the shape of a sample.
 *
 * @param elements every element is a unit of its own; otherwise the channels are
 * @param axes the axis of the channels by layer; the first that matches counts, before what the log says
 */
public record Units(boolean elements, List<LayerAxis> axes) implements Serializable {

    /** What counts where neither an option nor the log says. */
    public static final int FIRST_AXIS = 0;

    /** The regular expression of all layers. */
    public static final String EVERY_LAYER = ".*";

    /** The first axis of the shape: the channels of (channels, height, width). */
    public static final Units CHANNELS = new Units(false, List.of());

    /**
     * The axis of the channels of some layers; the others are positions.
     *
     * @param layers a regular expression of whole names
     * @param axis from 0, or from −1 at the end
     */
    public record LayerAxis(String layers, int axis) implements Serializable {

        /**
         * Reads {@code conv.*=-1}, or {@code 1} for every layer.
         *
         * @throws NumberFormatException if it does not end in an axis
         */
        public static LayerAxis of(String text) {
            int equals = text.lastIndexOf('=');
            return new LayerAxis(
                    equals < 0 ? EVERY_LAYER : text.substring(0, equals), Integer.parseInt(text.substring(equals + 1)));
        }

        /** As {@link #of} reads it. */
        @Override
        public String toString() {
            return layers.equals(EVERY_LAYER) ? Integer.toString(axis) : layers + "=" + axis;
        }
    }

    private static final String ELEMENT = "element";

    public Units {
        axes = List.copyOf(axes);
    }

    /**
     * What {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it did not write this
     */
    public static Units of(String text) {
        if (text.equals(ELEMENT)) {
            return new Units(true, List.of());
        }
        return new Units(false, text.lines().map(LayerAxis::of).toList());
    }

    /** The same axis for every layer. */
    public Units(boolean elements, int channelAxis) {
        this(elements, List.of(new LayerAxis(EVERY_LAYER, channelAxis)));
    }

    /** {@code element}, or a line for each axis that is given, {@code conv.*=-1} or {@code 1} for every layer; none is empty. */
    @Override
    public String toString() {
        return elements ? ELEMENT : axes.stream().map(LayerAxis::toString).collect(Collectors.joining("\n"));
    }

    /** The axis that is declared for a layer's channels; empty where the log, or else the first axis, says. */
    public OptionalInt declared(String layer) {
        return axes.stream()
                .filter(axis -> axis.layers().equals(EVERY_LAYER) || layer.matches(axis.layers()))
                .mapToInt(LayerAxis::axis)
                .findFirst();
    }

    /** The axis of layers that no pattern names. */
    public int channelAxis() {
        return axes.stream()
                .filter(axis -> axis.layers().equals(EVERY_LAYER))
                .mapToInt(LayerAxis::axis)
                .findFirst()
                .orElse(FIRST_AXIS);
    }
}
