package dev.activations.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What one run of the command line, inside the test's own process, printed and returned. */
record CommandRun(int status, String out, String errors) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int status = ActivationsCommand.commandLine(new PrintWriter(out, true), new PrintWriter(errors, true))
                .execute(arguments);
        return new CommandRun(status, out.toString(), errors.toString());
    }

    /** The first line on stderr. */
    String sentence() {
        return errors.lines().findFirst().orElse("");
    }
}
