package dev.activations.jobs.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs several commands, separated by {@code ;}, and shows nothing of them: what {@code bin/activations} has a JVM do whose
 * loaded classes it keeps for the starts to come.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) {
        List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            int end = rest.contains(";") ? rest.indexOf(";") : rest.size();
            run(rest.subList(0, end).toArray(String[]::new));
            rest.subList(0, Math.min(rest.size(), end + 1)).clear();
        }
        System.exit(ExitStatus.OK);
    }

    private static void run(String[] command) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        ActivationsCommand.commandLine(nowhere, nowhere).execute(command);
    }
}
