package dev.activations.jobs.cli;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.Use;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code activations functions}: prints the catalogue, one function, or what to use in one place of a network. */
@Command(
        name = "functions",
        description = "Prints the activation functions: formula, derivative, defaults, tails, and when to use them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  bin/activations functions gelu",
            "  bin/activations functions 'leaky_relu(alpha=0.2)'",
            "  bin/activations functions --for multiclass"
        })
final class FunctionsCommand implements Runnable {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One function, or a call of it such as 'leaky_relu(alpha=0.2)'.")
    private String name;

    @Option(
            names = "--for",
            paramLabel = "USE",
            completionCandidates = Uses.class,
            description = "Only functions for this use: ${COMPLETION-CANDIDATES}.")
    private String use;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (name != null && use != null) {
            throw usage("give either NAME or --for, not both");
        }
        if (name != null) {
            FunctionCard.print(activation(), out);
        } else if (use != null) {
            printUse(
                    Use.named(use)
                            .orElseThrow(
                                    () -> usage("--for takes one of %s, not '%s'".formatted(known(new Uses()), use))),
                    out);
        } else {
            printAll(out);
        }
    }

    private Activation activation() {
        try {
            return Catalogue.entry(name).map(Entry::example).orElseGet(() -> Catalogue.named(name));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static void printAll(PrintWriter out) {
        List<List<String>> rows = Catalogue.entries().stream()
                .map(entry ->
                        List.of(entry.name(), entry.formula(), entry.facts().defaultChoice()))
                .toList();
        new TextTable(List.of("function", "value", "default choice for"), List.of(false, false, false), rows)
                .print(out);
    }

    private static void printUse(Use use, PrintWriter out) {
        out.println("For the " + use.place() + ":");
        out.println();
        List<List<String>> rows = Catalogue.entries().stream()
                .filter(entry -> entry.facts().uses().contains(use))
                .sorted(Comparator.comparing(
                        entry -> entry.facts().defaultChoice().isEmpty()))
                .map(entry -> List.of(
                        entry.name(),
                        entry.facts().defaultChoice().isEmpty() ? "" : "default choice",
                        entry.facts().gradientAtSaturation()))
                .toList();
        new TextTable(List.of("function", "", "gradient"), List.of(false, false, false), rows).print(out);
        if (!use.loss().isEmpty()) {
            out.println();
            out.println("Loss: " + use.loss());
        }
    }

    private static String known(Iterable<String> names) {
        return String.join(", ", names);
    }

    /** What completes NAME. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogue.entries().stream().map(Entry::name).iterator();
        }
    }

    /** What completes --for. */
    static final class Uses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Use.values()).map(Objects::toString).iterator();
        }
    }
}
