/**
 * What the rows of a run, a layer and a step have been added up to, as one mergeable state.
 * Uses {@link dev.activations.functions.statistics} and {@link dev.activations.jobs.model}; knows no Spark.
 * Start reading at {@link dev.activations.jobs.state.StepState}.
 */
package dev.activations.jobs.state;
