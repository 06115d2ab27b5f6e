/**
 * The command line: options become settings of the API, errors become one sentence and an exit status.
 * Uses picocli and everything behind the API; nothing uses it but {@link dev.activations.jobs.Diagnose}.
 * Start reading at {@link dev.activations.jobs.cli.ActivationsCommand}.
 */
package dev.activations.jobs.cli;
