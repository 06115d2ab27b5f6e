package dev.activations.jobs.model;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;

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
    public record LayerAxis(String layers, int axis) implements Serializable {}

    public Units {
        axes = List.copyOf(axes);
    }

    /** The same axis for every layer. */
    public Units(boolean elements, int channelAxis) {
        this(elements, List.of(new LayerAxis(EVERY_LAYER, channelAxis)));
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
