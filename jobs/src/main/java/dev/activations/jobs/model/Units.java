package dev.activations.jobs.model;

import java.io.Serializable;

/**
 * What counts as a unit where a log gives the shape of a sample.
 *
 * @param elements every element is a unit of its own; otherwise the channels are
 * @param channelAxis the axis of the channels, from 0; the other axes are positions
 */
public record Units(boolean elements, int channelAxis) implements Serializable {

    /** The first axis of the shape: the channels of (channels, height, width). */
    public static final Units CHANNELS = new Units(false, 0);

    public Units {
        if (channelAxis < 0) {
            throw new IllegalArgumentException("channel-axis must be 0 or more, got " + channelAxis);
        }
    }
}
