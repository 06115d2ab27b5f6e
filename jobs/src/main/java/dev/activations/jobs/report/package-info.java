/**
 * Writes a diagnosis for people and programs: the console report, and the files that {@code --write} names.
 * Uses the report of {@link dev.activations.jobs} and its findings and figures; knows neither Spark nor how they were found.
 * Start reading at {@link dev.activations.jobs.report.ConsoleReport} and {@link dev.activations.jobs.report.OutputPart}.
 */
package dev.activations.jobs.report;
