/**
 * From a settings file to options of a command.
 * Knows YAML and picocli's model of the command; what an option means, the command itself knows.
 * Start reading at {@link dev.activations.jobs.cli.settings.SettingsFile}.
 */
package dev.activations.jobs.cli.settings;
