package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DESCRIBE FUNCTION EXTENDED says what the catalogue says, and its examples are true. */
@Tag("short")
class DescriptionsTest {

    private static final Pattern EXAMPLE = Pattern.compile("> (SELECT .*);\\n\\s+(\\S.*)");

    static Stream<String> names() {
        List<String> names = new ArrayList<>();
        for (Entry entry : Catalogue.all()) {
            names.add(entry.name());
            names.addAll(entry.aliases());
            if (entry.isElementwise()) {
                names.add(entry.name() + "_derivative");
                entry.aliases().forEach(alias -> names.add(alias + "_derivative"));
            }
        }
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyExampleGivesTheOutputShown(String name) {
        Matcher examples = EXAMPLE.matcher(describe(name));
        int count = 0;
        while (examples.find()) {
            String shown =
                    "SELECT to_json(array(%s))".formatted(examples.group(1).substring("SELECT ".length()));
            assertThat(Sessions.value(shown)).as(examples.group(1)).isEqualTo("[" + examples.group(2) + "]");
            count++;
        }
        assertThat(count).isPositive();
    }

    @ParameterizedTest
    @MethodSource("names")
    void descriptionNamesArgumentsAndVersion(String name) {
        assertThat(describe(name))
                .contains("Function: " + name + "\n")
                .containsPattern("Usage: " + name
                        + "\\((\\w+)[^)]*\\) - Returns .*\\.\nExtended Usage:\n    Arguments:\n      \\* \\1 - ")
                .contains("    Examples:\n      > SELECT " + name + "(")
                .contains("    Since: ")
                .doesNotContain("N/A");
    }

    @Test
    void parametersAreDescribedWithRangeAndDefault() {
        assertThat(describe("leaky_relu"))
                .contains("Usage: leaky_relu(x, alpha) - Returns x where x > 0, else alpha * x.")
                .contains("* alpha - any finite number; default 0.01");
    }

    @Test
    void describeWithoutExtendedShowsTheFormula() {
        assertThat(lines("DESCRIBE FUNCTION relu")).contains("Usage: relu(x) - Returns max(0, x).");
    }

    @Test
    void functionsAreListedByPattern() {
        assertThat(lines("SHOW FUNCTIONS LIKE '*relu*'"))
                .contains("relu", "relu_derivative", "leaky_relu", "leaky_relu_derivative");
    }

    private static String describe(String name) {
        return String.join("\n", lines("DESCRIBE FUNCTION EXTENDED " + name)) + "\n";
    }

    private static List<String> lines(String sql) {
        return Sessions.shared().sql(sql).collectAsList().stream()
                .map((Row row) -> row.getString(0))
                .collect(Collectors.toList());
    }
}
