/**
 * How a dataset spells a log: which columns it has, of which types, and under which names.
 * Uses Spark and {@link dev.activations.jobs.log.source}; reads no values.
 * Start reading at {@link dev.activations.jobs.log.layout.LogColumn}.
 */
package dev.activations.jobs.log.layout;
