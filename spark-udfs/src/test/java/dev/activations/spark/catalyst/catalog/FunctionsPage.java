package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.Facts;
import dev.activations.functions.Parameter;
import dev.activations.functions.Use;
import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.spark.catalyst.aggregate.AggregateFunctions;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/** Writes docs/functions.md from the catalogue. */
final class FunctionsPage {

    private static final String HEAD =
            """
            # The functions

            This page lists every function of the catalogue. `FunctionsPageTest` generates it and fails if it is out of date. The
            examples are those of `DESCRIBE FUNCTION EXTENDED`, and a test runs them all.

            These rules hold for all functions:

            - NULL gives NULL. A NULL element of an array keeps its position; a function of a whole array then gives NULL.
            - NaN gives NaN, and ±Infinity gives the limit.
            - float stays float, double stays double, and every other number becomes double.
            - Parameters never widen the result and may be given by name. Constant parameters are checked when the query is analysed.
            - A function of a number also takes arrays, arrays of arrays and Spark ML vectors. `tanh` of a number is Spark's own.
            - A loss takes two numbers, arrays or vectors of the same length. For arrays and vectors it gives the mean, the sum, or, with
              `reduction => 'none'`, the loss of each element.

            ![Eight activation functions from -4 to 4: the functions above, their derivatives below](family.svg)

            `bin/activations plot NAME…` plots any of the functions of a number like this.

            """;
    private static final Pattern EXAMPLE = Pattern.compile("> (SELECT .*;)\\n\\s+(\\S.*)");

    private FunctionsPage() {}

    static String text() {
        return HEAD
                + byUse()
                + index()
                + family("Functions of a number", Operation.VALUE)
                + family("Functions of a whole array", Operation.ROW)
                + family("Losses", Operation.LOSS, Operation.CLASS_LOSS)
                + family("Gradients through functions of a whole array", Operation.GRADIENT)
                + "## Aggregates\n"
                + AggregateFunctions.all("").stream()
                        .map(FunctionsPage::aggregate)
                        .collect(Collectors.joining())
                + "\n"
                + Feature.table().strip()
                + "\n";
    }

    private static String aggregate(AggregateFunctions.Aggregate function) {
        ExpressionInfo info = function.documented();
        String name = function.name();
        String example =
                info.getExamples().strip().replaceFirst("Examples:\\s+> ", "").replaceFirst("\n\\s+", " -- ");
        return "\n### %s\n\n%s\n\n%s\n\n```sql\n%s\n```\n"
                .formatted(
                        name,
                        info.getUsage().replace("_FUNC_", name),
                        info.getArguments()
                                .replaceAll("(?m)^ {6}\\* (\\w+)", "- `$1`")
                                .replace("    Arguments:\n", "")
                                .strip(),
                        example.replace("_FUNC_", name));
    }

    private static String byUse() {
        StringBuilder table = new StringBuilder("## Which one to use\n\n| for | functions | loss |\n|---|---|---|\n");
        for (Use use : Use.values()) {
            String functions = Catalogue.all().stream()
                    .filter(entry -> entry.facts().uses().contains(use))
                    .map(FunctionsPage::link)
                    .collect(Collectors.joining(", "));
            table.append("| %s | %s | %s |\n".formatted(use.place(), functions, use.loss()));
        }
        return table.append("\n").append(FactsTable.text()).toString();
    }

    private static String index() {
        String links = Catalogue.all().stream()
                .sorted(Comparator.comparing(Entry::name))
                .map(FunctionsPage::link)
                .collect(Collectors.joining(",\n"));
        return "## Index\n\n" + links + "\n\n";
    }

    private static String link(Entry entry) {
        return "[%1$s](#%1$s)".formatted(entry.name());
    }

    private static String family(String title, Operation... operations) {
        return Catalogue.all().stream()
                .filter(entry -> List.of(operations)
                        .contains(Operation.of(entry.example().kernel())))
                .map(FunctionsPage::section)
                .collect(Collectors.joining("\n", "## " + title + "\n\n", "\n"));
    }

    private static String section(Entry entry) {
        Facts facts = entry.facts();
        StringBuilder section = new StringBuilder("### %s\n\n".formatted(entry.name()));
        if (!entry.aliases().isEmpty()) {
            section.append("Also called `%s`.\n\n".formatted(String.join("`, `", entry.aliases())));
        }
        if (entry.isElementwise()) {
            section.append(
                    "![%1$s and, dashed, its derivative from -4 to 4](curves/%1$s.svg)\n\n".formatted(entry.name()));
        }
        if (entry.inputs().size() > 1) {
            section.append("- inputs: `%s`\n".formatted(String.join("`, `", entry.inputs())));
        }
        section.append("- value: `%s`\n".formatted(entry.formula()));
        if (entry.isElementwise()) {
            section.append("- derivative, `%s_derivative`: `%s`\n".formatted(entry.name(), entry.derivativeFormula()));
        }
        section.append("- outputs: %s\n".formatted(range(entry.example().kernel())));
        entry.parameters().forEach(parameter -> section.append(parameter(parameter)));
        section.append("- use: %s\n".formatted(facts.recommendedUse()));
        if (!facts.defaultChoice().isEmpty()) {
            section.append("- default choice for: %s\n".formatted(facts.defaultChoice()));
        }
        if (!facts.gradientAtSaturation().isEmpty()) {
            section.append("- gradient: %s; dead neurons: %s\n"
                    .formatted(
                            facts.gradientAtSaturation(),
                            facts.deadNeurons().name().toLowerCase(Locale.ROOT)));
        }
        return section.append(examples(entry)).toString();
    }

    private static String parameter(Parameter parameter) {
        String otherwise = parameter
                .defaultValue()
                .map(value -> "default " + Documentation.plain(value))
                .orElse("required");
        return "- parameter `%s`: %s; %s\n".formatted(parameter.name(), parameter.range(), otherwise);
    }

    private static String range(Kernel kernel) {
        Interval range = kernel instanceof Elementwise elementwise
                ? elementwise.behaviour().outputRange()
                : kernel instanceof Rowwise rowwise
                        ? rowwise.outputRange()
                        : kernel instanceof RowPair ? Interval.ALL : new Interval(0, Double.POSITIVE_INFINITY);
        if (range.equals(Interval.ALL)) {
            return "any number";
        }
        String low = Documentation.plain(range.low());
        String high = Documentation.plain(range.high());
        return Double.isInfinite(range.high())
                ? "from " + low + " up"
                : Double.isInfinite(range.low()) ? "up to " + high : low + " to " + high;
    }

    private static String examples(Entry entry) {
        StringBuilder examples = new StringBuilder("\n```sql\n");
        ofEntry(entry).forEach(function -> {
            Matcher example = EXAMPLE.matcher(Documentation.of(function).getExamples());
            while (example.find()) {
                examples.append("%s -- %s\n".formatted(example.group(1), example.group(2)));
            }
        });
        return examples.append("```\n").toString();
    }

    private static Stream<SqlFunction> ofEntry(Entry entry) {
        List<String> names = List.of(entry.name(), entry.name() + "_derivative");
        return SqlFunctions.all().stream().filter(function -> names.contains(function.name()));
    }
}
