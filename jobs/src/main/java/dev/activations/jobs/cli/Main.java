package dev.activations.jobs.cli;

import dev.activations.jobs.cli.OutsideFaults.Fault;
import dev.activations.jobs.model.PlainText;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.channels.Channels;
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
        PipedOutput stdout = new PipedOutput();
        PrintWriter out =
                new PrintWriter(new OutputStreamWriter(Channels.newOutputStream(stdout), StandardCharsets.UTF_8));
        PrintWriter errors = PlainTextWriter.on(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
        Interruption.endWith(errors);
        int status = execute(arguments, out, errors);
        Interruption.over();
        out.flush();
        if (stdout.hasFailed() && !stdout.isAbandoned()) {
            errors.println("activations: the output cannot be written: " + stdout.failure());
            status = ExitStatus.INPUT_ERROR;
        }
        removeTemporaryLog(status);
        return status;
    }

    private static int execute(String[] arguments, PrintWriter out, PrintWriter errors) {
        try {
            return isArrow(arguments)
                    ? ArrowCommand.commandLine(out, errors).execute(Arrays.copyOfRange(arguments, 1, arguments.length))
                    : ActivationsCommand.commandLine(out, errors).execute(arguments);
        } catch (Error e) { // which would end the JVM with the status of a log that fails
            Fault fault = isArrow(arguments) ? OutsideFaults.withoutSpark(e) : OutsideFaults.orInternal(e);
            errors.println("activations: " + PlainText.of(fault.sentence()));
            if (Arrays.asList(arguments).contains("--verbose")) {
                e.printStackTrace(errors);
            }
            return fault.status();
        }
    }

    /** The one command that bin/activations runs without Spark on the class path, which all others need to be loaded. */
    private static boolean isArrow(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals("arrow");
    }

    /** Where no folder for Spark's log can be written, bin/activations makes a file that only an internal error leaves. */
    private static void removeTemporaryLog(int status) {
        String log = System.getProperty(OutsideFaults.LOG);
        if (log != null && Boolean.getBoolean("activations.log.temporary") && status != ExitStatus.INTERNAL_ERROR) {
            new File(log).deleteOnExit();
        }
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
