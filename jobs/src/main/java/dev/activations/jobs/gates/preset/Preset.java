package dev.activations.jobs.gates.preset;

import java.util.List;

/**
 * What another tool would say of a log: all of its rules that a log of activations can answer.
 *
 * @param name as {@code --preset} takes it
 * @param source where the definitions were read
 * @param rules in the order of the report
 * @param parameters what a user may change
 */
public record Preset(String name, Source source, List<PresetRule> rules, List<Parameter> parameters) {}
