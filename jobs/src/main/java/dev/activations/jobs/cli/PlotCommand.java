package dev.activations.jobs.cli;

import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.plot.FamilyFigure;
import dev.activations.jobs.plot.FigureFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code activations plot}: draws functions and their derivatives. Starts no Spark. */
@Command(
        name = "plot",
        description = "Plots activation functions and, below them, their derivatives into one file.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  bin/activations plot --output family.svg",
            "  bin/activations plot relu elu 'elu(alpha=0.5)' --output elu.png",
            "  bin/activations plot gelu swish --derivative --from -6 --to 6 --output d.html"
        })
final class PlotCommand implements Runnable {

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = FunctionsCommand.Names.class,
            description =
                    "Functions, or calls such as 'elu(alpha=0.5)'. Default: eight common ones, with notes on their"
                            + " gradients.")
    private List<String> names = List.of();

    @Option(names = "--derivative", description = "Plot only the derivatives.")
    private boolean derivative;

    @Option(
            names = "--from",
            paramLabel = "X",
            defaultValue = "-4",
            description = "The smallest x. Default: ${DEFAULT-VALUE}.")
    private double from;

    @Option(
            names = "--to",
            paramLabel = "X",
            defaultValue = "4",
            description = "The largest x. Default: ${DEFAULT-VALUE}.")
    private double to;

    @Option(
            names = "--low",
            paramLabel = "Y",
            defaultValue = "-2",
            description = "The smallest value plotted. Default: ${DEFAULT-VALUE}.")
    private double low;

    @Option(
            names = "--high",
            paramLabel = "Y",
            defaultValue = "4",
            description = "The largest value plotted. Default: ${DEFAULT-VALUE}.")
    private double high;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "The file to write, which ends in .svg, .png or .html.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        FigureFormat format = FigureFormat.of(output.toString())
                .orElseThrow(() ->
                        usage("--output takes a file that ends in .svg, .png or .html, not '%s'".formatted(output)));
        FamilyFigure figure = figure();
        try {
            Files.write(output, drawn(format, figure));
        } catch (NoSuchFileException e) {
            throw new InputException("cannot write %s: its folder does not exist".formatted(output), e);
        } catch (IOException e) {
            throw new InputException("cannot write %s: %s".formatted(output, e.getMessage()), e);
        }
        spec.commandLine().getOut().println(PlainText.of(output.toString()));
    }

    private byte[] drawn(FigureFormat format, FamilyFigure figure) {
        try {
            return format.write(figure);
        } catch (InternalError | LinkageError e) {
            // What Java throws where it finds no font, or not the libraries that read them.
            throw new InputException(
                    ("cannot draw %s: Java finds no fonts on this machine; install some (apt: fontconfig fonts-dejavu-core),"
                                    + " or write a file that ends in .html, which needs none")
                            .formatted(output),
                    e);
        }
    }

    private FamilyFigure figure() {
        try {
            return FamilyFigure.of(names, new FamilyFigure.Range(from, to, low, high), derivative);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
