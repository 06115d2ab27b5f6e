package dev.activations.jobs.log.source;

import java.io.Serializable;

/**
 * What a look at one file told.
 *
 * @param way how the format is to read the file; each format has names of its own, and "" for its usual way
 * @param rows how many rows it has; −1 where only reading it tells
 * @param checksums whether the file has checksums that tell damage when it is read
 * @param loss what is missing at its end, in words; "" where nothing is
 */
record FileFacts(String way, long rows, boolean checksums, String loss) implements Serializable {

    static final String USUAL = "";

    static FileFacts usual(long rows, boolean checksums) {
        return new FileFacts(USUAL, rows, checksums, "");
    }
}
