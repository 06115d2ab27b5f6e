package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;

import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * Which parts of a file's path say its run, step and layer: a template such as {@code acts/{run}/step-{step}/{layer}.npy},
 * held against the end of the path.
 */
final class PathPattern {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
    private static final List<LogColumn> ALLOWED = List.of(LogColumn.RUN, LogColumn.STEP, LogColumn.LAYER);

    private final String template;
    private final String regex;
    private final List<LogColumn> fields = new ArrayList<>();

    /** @throws InputException if a field is none of run, step and layer */
    PathPattern(String template) {
        this.template = template;
        StringBuilder built = new StringBuilder("(?:^|.*/)");
        Matcher field = FIELD.matcher(template);
        int end = 0;
        while (field.find()) {
            built.append(Pattern.quote(template.substring(end, field.start())));
            built.append(field(field.group(1)));
            end = field.end();
        }
        regex = built.append(Pattern.quote(template.substring(end))).append("$").toString();
    }

    private String field(String name) {
        LogColumn column = LogColumn.named(name)
                .filter(ALLOWED::contains)
                .orElseThrow(() -> new InputException(
                        "--path-pattern %s: {%s} is not one of {run}, {step} and {layer}".formatted(template, name)));
        fields.add(column);
        return column == LogColumn.STEP ? "(\\d+)" : "([^/]+)";
    }

    /** Whether the template says this of a file. */
    boolean says(LogColumn column) {
        return fields.contains(column);
    }

    /** What a path says; empty where the template does not ask, NULL where the path does not fit. */
    Optional<Column> part(LogColumn column, Column path) {
        return says(column)
                ? Optional.of(nullif(regexp_extract(path, regex, fields.indexOf(column) + 1), lit("")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return template;
    }
}
