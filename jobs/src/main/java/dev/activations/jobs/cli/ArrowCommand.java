package dev.activations.jobs.cli;

import dev.activations.arrow.BatchFunction;
import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Projection;
import dev.activations.arrow.ipc.InvalidIpcException;
import dev.activations.arrow.ipc.IpcFilter;
import dev.activations.jobs.model.PlainText;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code activations arrow}: a function over columns of an Arrow IPC stream or file, from stdin to stdout, batch by batch.
 * Knows nothing of Spark: {@code bin/activations} starts it on a class path without.
 */
@Command(
        name = "arrow",
        description = {
            "Applies a function to a column of Arrow record batches: an IPC stream or file",
            "from stdin to stdout, batch by batch, in the format that was read."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ActivationsCommand.Version.class,
        sortOptions = false,
        footer = {
            "",
            "The columns hold half, single or double floats, or lists of them. LZ4 and ZSTD",
            "buffers are read; what is written is not compressed.",
            "",
            "Exit status: 0 done, 2 usage or input error (what was written until then are",
            "whole batches without the end mark), 4 internal error, 129, 130 and 143 stopped",
            "by SIGHUP, SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  bin/activations arrow gelu --column x <in.arrows >out.arrows",
            "  bin/activations arrow 'leaky_relu(alpha=0.2)' --column x --in-place \\",
            "    <in.arrow >out.arrow",
            "  bin/activations arrow mse_loss --column x,y <in.arrows >out.arrows"
        })
final class ArrowCommand implements Callable<Integer> {

    /** Said by {@code bin/activations}: stdin, or stdout, is a terminal. */
    static final String ON_TERMINAL = "activations.terminal";

    @Parameters(paramLabel = "FUNCTION", description = "The function, such as gelu or 'leaky_relu(alpha=0.2)'.")
    private String call;

    @Option(
            names = "--column",
            required = true,
            split = ",",
            paramLabel = "NAME[,NAME]",
            hideParamSyntax = true,
            description = "The column to apply it to; two columns for losses and softmax_backward.")
    private List<String> columns;

    @Option(
            names = "--output-column",
            paramLabel = "NAME",
            description =
                    "The column for the result; replaces one of that name. Default: named after the call, such as 'gelu(x)'.")
    private String output;

    @Option(names = "--in-place", description = "Replace the (first) column by the result.")
    private boolean inPlace;

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    /** The command by itself, writing its words to these streams. */
    static CommandLine commandLine(PrintWriter out, PrintWriter errors) {
        return new CommandLine(new ArrowCommand())
                .setCommandName("activations arrow")
                .setOut(out)
                .setErr(PlainTextWriter.on(errors))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new UsageErrors());
    }

    @Override
    public Integer call() {
        Projection projection = projection();
        requireNoTerminal();
        PipedOutput out = new PipedOutput();
        try {
            filter(projection, out);
            return ExitStatus.OK;
        } catch (InvalidIpcException | IllegalArgumentException e) {
            return failed(ExitStatus.INPUT_ERROR, e.getMessage(), e);
        } catch (IOException e) {
            if (out.isAbandoned()) {
                return ExitStatus.OK; // Who reads has seen enough, as head(1) does.
            }
            String what = out.hasFailed() ? "the output cannot be written: " : "the input cannot be read: ";
            return failed(ExitStatus.INPUT_ERROR, what + e.getMessage(), e);
        } catch (OutOfMemoryException | OutOfMemoryError e) {
            return failed(
                    ExitStatus.INPUT_ERROR,
                    "a batch is too large for the available memory; write smaller batches (%s)"
                            .formatted(e.getMessage()),
                    e);
        } catch (RuntimeException e) {
            return failed(ExitStatus.INTERNAL_ERROR, "internal error: %s (--verbose shows where)".formatted(e), e);
        }
    }

    private void filter(Projection projection, PipedOutput out) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ReadableByteChannel in = new FileInputStream(FileDescriptor.in).getChannel()) {
            new IpcFilter(projection, this::say).run(in, out, allocator);
        }
    }

    private Projection projection() {
        if (inPlace && output != null) {
            throw usage("give either --in-place or --output-column, not both");
        }
        try {
            BatchFunction function = BatchFunctions.named(call);
            String name = inPlace ? columns.get(0) : output;
            return Projection.none()
                    .with(name == null ? defaultName(function) : name, function, columns.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** {@code gelu(x)}, or {@code leaky_relu(x, alpha=0.2)}. */
    private String defaultName(BatchFunction function) {
        String arguments = String.join(", ", columns);
        String name = function.name();
        return name.endsWith(")") ? name.replace("(", "(" + arguments + ", ") : name + "(" + arguments + ")";
    }

    private void requireNoTerminal() {
        String terminal = System.getProperty(ON_TERMINAL);
        if (terminal != null) {
            throw usage(
                    "%s is a terminal; Arrow data is read and written through pipes or files: <in.arrows >out.arrows"
                            .formatted(terminal));
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private int failed(int status, String sentence, Throwable cause) {
        say(sentence);
        if (verbose) {
            cause.printStackTrace(spec.commandLine().getErr());
        }
        return status;
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("activations: " + PlainText.of(sentence));
    }
}
