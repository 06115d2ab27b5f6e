package dev.activations.jobs.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code activations completion}: the script by which bash and zsh complete commands, options and names. */
@Command(
        name = "completion",
        description = "Prints the completion script for bash and zsh.",
        mixinStandardHelpOptions = true,
        versionProvider = ActivationsCommand.Version.class,
        footer = {"", "Example:", "  source <(bin/activations completion)"})
final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("activations", spec.root().commandLine()));
    }
}
