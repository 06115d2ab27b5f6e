/**
 * The diagnosis of an activation log, as an API: reading, adding up and judging wired into one Spark job.
 * Uses every package of jobs but the command line.
 * Start reading at {@link dev.activations.jobs.ActivationDiagnostics}.
 */
package dev.activations.jobs;
