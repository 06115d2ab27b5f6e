package dev.activations.jobs.model;

import java.io.Serializable;

/**
 * How a log tells which sample a row is of.
 *
 * @param named whether it has a column for that; otherwise every row is a sample of its own
 * @param severalRows whether a sample may have several rows, its positions
 */
public record SampleNaming(boolean named, boolean severalRows) implements Serializable {

    /** Every row is a sample of its own. */
    public static final SampleNaming NONE = new SampleNaming(false, false);
}
