package dev.activations.jobs.cli;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code activations}, which only has sub-commands. */
@Command(
        name = "activations",
        description = "Neural-network activation functions in Spark, and the diagnosis of a model's activation log.",
        mixinStandardHelpOptions = true,
        versionProvider = ActivationsCommand.Version.class,
        subcommands = {
            DiagnoseCommand.class,
            SimulateCommand.class,
            FunctionsCommand.class,
            PlotCommand.class,
            SqlCommand.class,
            ArrowCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit status: 0 nothing failed, 1 a finding or a check failed,",
            "2 usage or input error, 3 not enough data to tell, 4 internal error or too",
            "little memory, 129, 130 and 143 stopped by SIGHUP, SIGINT and SIGTERM.",
            "",
            "Example:",
            "  bin/activations diagnose examples/digits-log",
            "",
            "To complete commands, options and names by the Tab key in bash and zsh:",
            "  source <(bin/activations completion)"
        })
final class ActivationsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** The whole command, writing to these streams. */
    static CommandLine commandLine(PrintWriter out, PrintWriter errors) {
        CommandLine command = new CommandLine(new ActivationsCommand());
        ShortHelp.of(command.getSubcommands().get("diagnose"), DiagnoseCommand.MOST_NEEDED);
        return command.setOut(out)
                .setErr(PlainTextWriter.on(errors))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(new WithSettings())
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "a command is missing: one of diagnose, simulate, functions, plot, sql, arrow, version, completion");
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ActivationsCommand.class.getPackage().getImplementationVersion();
            return new String[] {"activations " + Optional.ofNullable(version).orElse("(not built as a jar)")};
        }
    }
}
