/**
 * Writes a diagnosis for people and programs: the console report, report.json, report.md and report.html.
 * Uses the report of {@link dev.activations.jobs} and its findings and figures; knows neither Spark nor how they were found.
 * Start reading at {@link dev.activations.jobs.report.ConsoleReport} and {@link dev.activations.jobs.report.OutputPart}.
 */
package dev.activations.jobs.report;
