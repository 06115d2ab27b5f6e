package dev.activations.jobs.diagnosis;

import dev.activations.jobs.GeneratedPart;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is made from the figures: their names and kinds in the schema of report.json. */
class FiguresInDocsTest {

    private static final String SCHEMA = "../docs/report.schema.json";

    @Test
    void schemaRequiresTheFigures() throws IOException {
        GeneratedPart.of(SCHEMA, "\"figures\": {\n      \"required\": [\n", "        \"head_entropy\"")
                .assertUpToDate(Figure.reported().stream()
                        .map(figure -> "        \"%s\",\n".formatted(figure.key()))
                        .collect(Collectors.joining()));
    }

    @Test
    void schemaSaysWhatEachFigureIs() throws IOException {
        GeneratedPart.of(
                        SCHEMA,
                        "\"The numbers of a layer at a step, or over several\",\n      \"properties\": {\n",
                        "        \"head_entropy\"")
                .assertUpToDate(Figure.reported().stream()
                        .map(figure -> "        \"%s\": {%s, \"description\": \"%s\"},\n"
                                .formatted(figure.key(), type(figure), figure.meaning()))
                        .collect(Collectors.joining()));
    }

    private static String type(Figure figure) {
        return switch (figure.kind()) {
            case ALWAYS_COUNTED -> "\"$ref\": \"#/$defs/count\"";
            case COUNT -> "\"$ref\": \"#/$defs/count_or_null\"";
            case FRACTION -> "\"$ref\": \"#/$defs/fraction_or_null\"";
            case SIZE -> "\"type\": [\"number\", \"null\"], \"minimum\": 0";
            case NUMBER -> "\"type\": [\"number\", \"null\"]";
            case FOR_RULES, ON_REQUEST -> throw new IllegalArgumentException(figure + " is not in every report");
        };
    }
}
