/**
 * From findings to an outcome that a script can act on.
 * Uses {@link dev.activations.jobs.rules}; knows no report.
 * Start reading at {@link dev.activations.jobs.gates.Gates}.
 */
package dev.activations.jobs.gates;
