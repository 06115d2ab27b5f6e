package dev.activations.jobs.diagnosis;

import java.io.Serializable;

/**
 * The rows of a layer at one step.
 *
 * @param rows all of them
 * @param missing those with neither inputs nor outputs
 * @param duplicates those of a run, step, layer, sample and position that another row has too
 * @param samples how many different samples those with values are of
 */
public record StepRows(long rows, long missing, long duplicates, long samples) implements Serializable {}
