package dev.activations.tensors.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of a table of Arrow files.
 *
 * @param metadata whether there is a column with the texts of the file's schema
 */
record ArrowOptions(boolean metadata) implements Serializable {

    static ArrowOptions of(Map<String, String> options) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(options);
        return new ArrowOptions(TensorOptions.bool("metadata", given.getOrDefault("metadata", "false")));
    }
}
