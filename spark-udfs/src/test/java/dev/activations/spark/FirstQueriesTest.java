package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The queries that the README begins with, in src/test/resources/examples.sql. */
@Tag("short")
class FirstQueriesTest {

    private static final Map<String, String> NULLS_SHOWN = Map.of("spark.sql.jsonGenerator.ignoreNullFields", "false");

    @Test
    void everyQueryGivesTheRowsShownBelowIt() throws IOException {
        List<String> lines = exampleLines();
        assertThat(lines).hasSize(10);
        for (int i = 0; i < lines.size(); i += 2) {
            String query = lines.get(i).replace(";", "");
            List<String> rows = Sessions.with(
                    NULLS_SHOWN, () -> Sessions.shared().sql(query).toJSON().collectAsList());
            assertThat("-- " + String.join(" ", rows)).as(query).isEqualTo(lines.get(i + 1));
        }
    }

    private static List<String> exampleLines() throws IOException {
        try (var file = FirstQueriesTest.class.getResourceAsStream("/examples.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }
}
