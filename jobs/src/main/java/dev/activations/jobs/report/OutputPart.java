package dev.activations.jobs.report;

import dev.activations.functions.NearNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the output folder can hold, by the names of {@code --write} and in the order of writing. A new format is one class and
 * one line here.
 */
public enum OutputPart {
    JSON(true, options -> new JsonReport(options.kept(), options.made())),
    HTML(true, options -> new HtmlReport(options.made())),
    MD(true, options -> new MarkdownReport(options.made())),
    SARIF(false, SarifReport::new),
    JUNIT(false, options -> new JunitReport()),
    /** The tables of layers, units and findings: Spark writes them, so they are no format. */
    TABLES(true),
    TENSORBOARD(false, options -> new TensorBoardRuns(options.made())),
    MLFLOW(false, options -> new MlflowRuns(options.made())),
    OPENLINEAGE(false, options -> new OpenLineageEvent(options.made()));

    private static final String ONLY = "only:";

    private final boolean byDefault;
    private final Optional<Function<ReportOptions, ReportFormat>> format;

    OutputPart(boolean byDefault) {
        this.byDefault = byDefault;
        this.format = Optional.empty();
    }

    OutputPart(boolean byDefault, Function<ReportOptions, ReportFormat> format) {
        this.byDefault = byDefault;
        this.format = Optional.of(format);
    }

    /** What is written unless somebody asks for something else. */
    public static Set<OutputPart> byDefault() {
        return Arrays.stream(values())
                .filter(part -> part.byDefault)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(OutputPart.class)));
    }

    /** All names, in the order of writing. */
    public static List<String> names() {
        return Arrays.stream(values()).map(OutputPart::toString).toList();
    }

    /**
     * What a user asks for.
     *
     * @param asked lists of names with commas between, each of which adds to the default: {@code sarif,junit}; if one
     *     begins with {@code only:}, as in {@code only:json,sarif}, there is no default to add to
     * @throws IllegalArgumentException in a sentence that begins with the option's name, for a name that is none
     */
    public static Set<OutputPart> of(Collection<String> asked) {
        Set<OutputPart> parts = asked.stream().anyMatch(list -> list.strip().startsWith(ONLY))
                ? EnumSet.noneOf(OutputPart.class)
                : byDefault();
        for (String list : asked) {
            String names = list.strip();
            for (String name : (names.startsWith(ONLY) ? names.substring(ONLY.length()) : names).split(",", -1)) {
                parts.add(named(name.strip()));
            }
        }
        return parts;
    }

    private static OutputPart named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    private static String unknown(String name) {
        List<String> near = NearNames.of(name, names());
        return "write takes %s, with commas between, and only: before them to write nothing else; not '%s'%s"
                .formatted(
                        String.join(", ", names()),
                        name,
                        near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?");
    }

    /** What writes this part; empty for the tables. */
    public Optional<ReportFormat> format(ReportOptions options) {
        return format.map(made -> made.apply(options));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
