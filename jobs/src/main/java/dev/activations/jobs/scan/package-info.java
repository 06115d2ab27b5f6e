/**
 * From a log's rows to states, added up on the executors and merged across the cluster.
 * Uses Spark, {@link dev.activations.jobs.log} and {@link dev.activations.jobs.state}; knows no figures.
 * Start reading at {@link dev.activations.jobs.scan.LogScan}.
 */
package dev.activations.jobs.scan;
