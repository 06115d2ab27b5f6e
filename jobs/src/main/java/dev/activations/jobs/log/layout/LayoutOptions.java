package dev.activations.jobs.log.layout;

import java.util.Map;

/**
 * Options for the layout of a log, for what its columns do not determine.
 *
 * @param names other names of columns, where the log does not use the default ones
 * @param layout the name of a layout; empty to tell it from the columns
 * @param layerColumns a regular expression of the columns that are layers; empty to tell them from their types
 * @param pathPattern which parts of a tensor file's path say its run, step and layer; empty for none
 * @param layersOnFirstAxis whether the first axis of a tensor counts layers and the second samples
 * @param splitByWidth whether a layer with rows of several widths is taken for as many layers
 */
public record LayoutOptions(
        Map<LogColumn, String> names,
        String layout,
        String layerColumns,
        String pathPattern,
        boolean layersOnFirstAxis,
        boolean splitByWidth) {

    /** Everything is detected from the columns. */
    public static final LayoutOptions NONE = new LayoutOptions(Map.of(), "", "", "", false, false);

    public LayoutOptions {
        names = Map.copyOf(names);
    }
}
