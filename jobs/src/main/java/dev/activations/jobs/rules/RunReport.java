package dev.activations.jobs.rules;

import java.util.List;

/**
 * One training run.
 *
 * @param run its name; empty where the log names no runs
 * @param layers by depth, input side first
 * @param findings of its layers, gravest first
 */
public record RunReport(String run, List<LayerReport> layers, List<Finding> findings) {}
