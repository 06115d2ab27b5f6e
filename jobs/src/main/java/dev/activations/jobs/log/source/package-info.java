/**
 * Where the bytes of a log are and what their format is: files and folders become a dataset with the columns they have.
 * Uses Spark, Hadoop's FileSystem and {@link dev.activations.jobs.model}; does not know what a log's columns mean.
 * Start reading at {@link dev.activations.jobs.log.source.LogSource} and {@code LogFormat}.
 */
package dev.activations.jobs.log.source;
