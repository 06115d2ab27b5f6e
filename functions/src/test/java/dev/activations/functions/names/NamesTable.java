package dev.activations.functions.names;

import dev.activations.functions.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The section on names of docs/log-format.md, made from the table in the code. */
final class NamesTable {

    /** The order of the table's columns. */
    private static final List<Framework> COLUMNS =
            List.of(Framework.PYTORCH, Framework.KERAS, Framework.JAX, Framework.HUGGING_FACE);

    private NamesTable() {}

    static String text() {
        return table() + "\n" + absent() + "\n" + modules();
    }

    /** A line for each call of the catalogue that some name means when its parameters are left out. */
    private static String table() {
        Map<String, Map<Framework, List<String>>> lines = new TreeMap<>();
        for (FrameworkName row : FrameworkNames.ROWS) {
            call(row).ifPresent(call -> lines.computeIfAbsent(call, name -> new EnumMap<>(Framework.class))
                    .computeIfAbsent(row.framework(), name -> new ArrayList<>())
                    .add("`" + signature(row) + "`"));
        }
        return row("taken as", COLUMNS.stream().map(Framework::title))
                + row("---", COLUMNS.stream().map(framework -> "---"))
                + lines.entrySet().stream()
                        .map(line -> row(
                                "`" + line.getKey() + "`",
                                COLUMNS.stream()
                                        .map(framework -> String.join(
                                                ", ", line.getValue().getOrDefault(framework, List.of())))))
                        .collect(Collectors.joining());
    }

    private static Optional<String> call(FrameworkName row) {
        return row.signature().name().equalsIgnoreCase("threshold")
                ? Optional.of("threshold(threshold=…, value=…)")
                : row.atDefaults().map(Activation::call);
    }

    private static String signature(FrameworkName row) {
        List<String> parameters = new ArrayList<>(row.signature().positional());
        row.signature().named().forEach((name, value) -> parameters.add(name + "=" + value));
        String layer = row.layer() ? "layers." : "";
        return layer + row.signature().name() + (parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")");
    }

    private static String absent() {
        return FrameworkNames.ROWS.stream()
                .filter(row -> call(row).isEmpty())
                .sorted(Comparator.comparing(FrameworkName::framework))
                .collect(Collectors.groupingBy(
                        FrameworkName::framework, () -> new EnumMap<>(Framework.class), Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey().title() + "'s "
                        + entry.getValue().stream()
                                .map(row -> "`" + row.signature().name() + "`")
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(
                        "; ",
                        "The catalogue has no function for ",
                        ": declare them `none`; their values are then judged without an activation.\n"));
    }

    private static String modules() {
        return "These modules have no activation, like `none`. … stands for any beginning of a name:\n\n"
                + Modules.KINDS.stream()
                        .map(kind -> "- " + kind.title() + ": "
                                + Stream.of(kind.examples().split(", "))
                                        .map(name -> "`" + name + "`")
                                        .collect(Collectors.joining(", "))
                                + "\n")
                        .collect(Collectors.joining());
    }

    private static String row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
