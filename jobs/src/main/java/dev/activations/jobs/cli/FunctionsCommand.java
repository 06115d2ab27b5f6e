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
            "  bin/activations functions cross_entropy_loss",
            "  bin/activations functions 'leaky_relu(alpha=0.2)'",
            "  bin/activations functions --for multiclass"
        })
final class FunctionsCommand implements Runnable {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = AllNames.class,
            description = "One function, such as gelu, softmax or cross_entropy_loss, or a call of it such as"
                    + " 'leaky_relu(alpha=0.2)'.")
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
            return Catalogue.all().stream()
                    .filter(entry ->
                            entry.name().equals(name) || entry.aliases().contains(name))
                    .findFirst()
                    .map(Entry::example)
                    .orElseGet(() -> Catalogue.anyNamed(name));
        } catch (IllegalArgumentException e) {
            List<String> longer = Catalogue.companions().stream()
                    .map(Entry::name)
                    .filter(other -> other.startsWith(name))
                    .toList();
            throw usage(
                    longer.isEmpty()
                            ? e.getMessage()
                            : "unknown function '%s'; did you mean %s?".formatted(name, String.join(" or ", longer)));
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static void printAll(PrintWriter out) {
        List<List<String>> rows = Catalogue.entries().stream()
                .map(entry -> List.of(
                        entry.name(),
                        entry.formula(),
                        String.join(", ", entry.aliases()),
                        entry.facts().defaultChoice()))
                .toList();
        new TextTable(
                        List.of("function", "value", "also called", "default choice for"),
                        List.of(false, false, false, false),
                        rows)
                .print(out);
        out.println();
        List<List<String>> companions = Catalogue.companions().stream()
                .map(entry -> List.of(
                        entry.name() + "(" + String.join(", ", entry.inputs()) + ")",
                        entry.formula(),
                        entry.facts().recommendedUse()))
                .toList();
        new TextTable(List.of("loss, gradient or gate", "value", "use"), List.of(false, false, false), companions)
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

    /** What completes NAME: losses and their like too. */
    static final class AllNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogue.all().stream().map(Entry::name).iterator();
        }
    }

    /** What completes the name of an activation. */
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
