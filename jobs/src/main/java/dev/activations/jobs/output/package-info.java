/**
 * Where the report and its tables are written to: folders that are whole or absent, on any of Hadoop's file systems.
 * Uses the API and the reports.
 * Start reading at {@link dev.activations.jobs.output.OutputFolders}.
 */
package dev.activations.jobs.output;
