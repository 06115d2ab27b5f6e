/**
 * From a settings file to options of a command and changes to the rules.
 * Uses {@link dev.activations.jobs.rules}, YAML and picocli's model of the command; what an option means, the command knows.
 * Start reading at {@link dev.activations.jobs.cli.settings.SettingsFile}.
 */
package dev.activations.jobs.cli.settings;
