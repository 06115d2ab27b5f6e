package dev.activations.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code activations version}: what {@code --version} prints, for those who type it as a command. */
@Command(
        name = "version",
        description = "Prints the version.",
        mixinStandardHelpOptions = true,
        versionProvider = ActivationsCommand.Version.class)
final class VersionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().printVersionHelp(spec.commandLine().getOut());
    }
}
