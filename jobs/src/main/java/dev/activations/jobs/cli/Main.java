package dev.activations.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
            return isArrow(arguments)
                    ? ArrowCommand.commandLine(out, errors).execute(Arrays.copyOfRange(arguments, 1, arguments.length))
                    : ActivationsCommand.commandLine(out, errors).execute(arguments);
        } catch (Error e) { // such as OutOfMemoryError, which would end the JVM with the status of a log that fails
            errors.println("activations: internal error: " + e);
            e.printStackTrace(errors);
            return ExitStatus.INTERNAL_ERROR;
        } finally {
            out.flush();
        }
    }

    /** The one command that bin/activations runs without Spark on the class path, which all others need to be loaded. */
    private static boolean isArrow(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals("arrow");
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    /**
     * bin/activations filters a warning of the JVM's own out of stderr and leaves the stream itself under another number.
     * What Java writes goes there, past the filter: at once, in order, and character by character for progress.
     */
    private static void connectErrors() {
        Integer number = Integer.getInteger("activations.stderr");
        if (number == null) {
            return;
        }
        try {
            // Opening /dev/fd/N instead would write into a file at a place of its own, over what others write there.
            Constructor<FileDescriptor> numbered = FileDescriptor.class.getDeclaredConstructor(int.class);
            numbered.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(numbered.newInstance(number));
            System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.flush(); // The filter passes everything else on, so the stream that Java began with serves too.
        }
    }
}
