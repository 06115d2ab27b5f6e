package dev.activations.jobs.log.layout;

import java.util.Map;

/**
 * How a log is spelled, where it is not to be told from its columns.
 *
 * @param names other names of columns, where the log does not use the default ones
 * @param layout the name of a layout; empty to tell it from the columns
 * @param layerColumns a regular expression of the columns that are layers; empty to tell them from their types
 * @param pathPattern which parts of a tensor file's path say its run, step and layer; empty for none
 */
public record LayoutOptions(Map<LogColumn, String> names, String layout, String layerColumns, String pathPattern) {

    /** Everything is told from the columns. */
    public static final LayoutOptions NONE = new LayoutOptions(Map.of(), "", "", "");

    public LayoutOptions {
        names = Map.copyOf(names);
    }
}
