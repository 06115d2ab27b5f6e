/**
 * How a dataset spells a log: which columns it has, of which types, under which names, and how it becomes rows of one
 * sample's values at one layer at one step. Uses Spark and {@link dev.activations.jobs.model}; reads no values itself.
 * Start reading at {@link dev.activations.jobs.log.layout.LaidOutLog} and {@code LogLayout}.
 */
package dev.activations.jobs.log.layout;
