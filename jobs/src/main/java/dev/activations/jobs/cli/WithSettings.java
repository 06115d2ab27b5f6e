package dev.activations.jobs.cli;

import dev.activations.jobs.cli.settings.SettingsFile;
import dev.activations.jobs.model.InputException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command; one with {@code --settings} with what that file says too. */
final class WithSettings implements IExecutionStrategy {

    private final IExecutionStrategy run = new RunLast();

    @Override
    public int execute(ParseResult typed) {
        ParseResult command = typed.subcommand();
        if (command == null
                || command.isUsageHelpRequested()
                || !(command.commandSpec().userObject() instanceof DiagnoseCommand diagnose)
                || diagnose.settingsFile().isEmpty()) {
            return run.execute(typed);
        }
        CommandLine called = command.commandSpec().commandLine();
        SettingsFile file = read(diagnose.settingsFile().get(), called);
        List<String> complete = file.completing(typed.originalArgs(), command);
        try {
            ParseResult parsed = typed.commandSpec().commandLine().parseArgs(complete.toArray(String[]::new));
            diagnose.wasTyped(typed.originalArgs(), file.rules());
            return run.execute(parsed);
        } catch (ParameterException e) {
            Optional<String> place = file.placeOf(e.getMessage(), command);
            throw place.<ParameterException>map(at -> new InFile(at, e)).orElse(e);
        }
    }

    private static SettingsFile read(String file, CommandLine command) {
        try {
            return SettingsFile.read(file, command.getCommandSpec());
        } catch (InputException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    /** What is wrong with an option that a file gives, and where. */
    static final class InFile extends ParameterException {
        private static final long serialVersionUID = 1;

        private final String place;
        private final transient ParameterException wrong;

        InFile(String place, ParameterException wrong) {
            super(wrong.getCommandLine(), wrong.getMessage(), wrong);
            this.place = place;
            this.wrong = wrong;
        }

        String place() {
            return place;
        }

        ParameterException wrong() {
            return wrong;
        }
    }
}
