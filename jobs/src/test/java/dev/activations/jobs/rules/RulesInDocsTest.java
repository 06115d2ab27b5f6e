package dev.activations.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is made from the rules: their list in the schema of report.json, and their table in docs/diagnostics.md. */
class RulesInDocsTest {

    @Test
    void schemaListsTheRules() throws IOException {
        GeneratedPart.of("../docs/report.schema.json", "\"rule\": {\n          \"enum\": [\n", "          ]")
                .assertUpToDate(wrapped(Rules.all().stream().map(Rule::name).toList()));
    }

    private static String wrapped(List<String> names) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder("           ");
        for (int i = 0; i < names.size(); i++) {
            String next = " \"" + names.get(i) + "\"" + (i < names.size() - 1 ? "," : "");
            if (line.length() + next.length() > 110) {
                lines.append(line).append("\n");
                line = new StringBuilder("           ");
            }
            line.append(next);
        }
        return lines.append(line).append("\n").toString();
    }

    @Test
    void docsHaveTheTableOfTheRules() throws IOException {
        GeneratedPart.of("../docs/diagnostics.md", "<!-- made from the rules -->\n", "<!-- to here -->")
                .assertUpToDate(RulesTable.text());
    }

    @Test
    void everyRuleHasAHeadlineOfItsOwnAndATestThatNamesIt() throws IOException {
        assertThat(Rules.all())
                .extracting(Rule::headline)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(Rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
        String tests = Files.readString(Path.of("src/test/java/dev/activations/jobs/rules/RulesTest.java"))
                + Files.readString(Path.of("src/test/java/dev/activations/jobs/rules/OutputLayerTest.java"));
        assertThat(Rules.all()).allSatisfy(rule -> assertThat(tests).contains(rule.name()));
    }

    @Test
    void ruleThatAnotherIsNotJudgedBesideComesBeforeIt() {
        Set<String> before = new HashSet<>();
        for (Rule rule : Rules.all()) {
            assertThat(before).as(rule.name()).containsAll(rule.unless());
            before.add(rule.name());
        }
    }

    /** The table, as Markdown. */
    private static final class RulesTable {

        static String text() {
            return Rules.all().stream()
                    .flatMap(rule -> rule.criteria().stream().map(criterion -> row(rule, criterion)))
                    .collect(Collectors.joining(
                            "",
                            "| rule | looks at | note | warn | fail | where the limit comes from |\n|---|---|---|---|---|---|\n",
                            ""));
        }

        private static String row(Rule rule, Criterion criterion) {
            return "| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            rule.name(),
                            criterion.looksAt(),
                            criterion.words(Severity.INFO),
                            criterion.words(Severity.WARN),
                            criterion.words(Severity.FAIL),
                            criterion.source());
        }
    }
}
