package dev.activations.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where {@code bin/activations} enters Java: runs one command and ends with its exit status. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command on this process's streams, in UTF-8, and returns its exit status. */
    public static int run(String[] arguments) {
        connectErrors();
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            return ActivationsCommand.commandLine(out, errors).execute(arguments);
        } finally {
            out.flush();
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    /** bin/activations filters a warning of the JVM's own out of stderr; what Java writes goes past that filter. */
    private static void connectErrors() {
        String file = System.getProperty("activations.stderr");
        if (file == null) {
            return;
        }
        try {
            System.setErr(new PrintStream(new FileOutputStream(file, true), true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The filter passes everything else through, so the stream that Java began with serves too.
            System.err.flush();
        }
    }
}
