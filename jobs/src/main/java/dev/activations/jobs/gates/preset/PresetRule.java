package dev.activations.jobs.gates.preset;

import java.util.Set;

/**
 * One rule of a tool, as its source defines it.
 *
 * @param name as the tool calls it
 * @param definition in the source's own words or code
 * @param computed what number this program computes of a log
 * @param differs where its verdict differs from this program's own, and why
 * @param about which layers it is about, or what a log must hold for it, in a phrase that ends "the log has …"
 * @param functions the names in the catalogue of the activations that it is about; empty for any layer
 * @param skipsOutput whether the layer that gives the model's output is left out
 * @param measure the number of a layer at a step
 * @param limit the condition that makes the rule speak
 * @param overSteps how a verdict comes of several steps
 */
public record PresetRule(
        String name,
        String definition,
        String computed,
        String differs,
        String about,
        Set<String> functions,
        boolean skipsOutput,
        Measure measure,
        Limit limit,
        OverSteps overSteps) {}
