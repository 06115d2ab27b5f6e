package dev.activations.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.GeneratedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    void docsHaveTheTableOfTheRulesAndASectionForEach() throws IOException {
        GeneratedPart.of("../docs/diagnostics.md", "<!-- the rules -->\n", "<!-- the end of the rules -->")
                .assertUpToDate(RulesPage.table() + "\n" + RulesPage.sections());
    }

    @Test
    void docsHaveTheTablesOfTheCausesAndOfTheRoles() throws IOException {
        GeneratedPart.of("../docs/diagnostics.md", "<!-- the causes -->\n", "<!-- the end of the causes -->")
                .assertUpToDate(RulesPage.causes());
        GeneratedPart.of("../docs/diagnostics.md", "<!-- the roles -->\n", "<!-- the end of the roles -->")
                .assertUpToDate(RulesPage.roles());
    }

    @Test
    void everyRuleHasAHeadlineOfItsOwnAndATestThatNamesIt() throws IOException {
        assertThat(Rules.all())
                .extracting(Rule::headline)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(Rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
        String tests = Files.readString(Path.of("src/test/java/dev/activations/jobs/rules/RulesTest.java"))
                + Files.readString(Path.of("src/test/java/dev/activations/jobs/rules/RolesTest.java"));
        assertThat(Rules.all()).allSatisfy(rule -> assertThat(tests).contains(rule.name()));
    }

    @Test
    void ruleThatSilencesAnotherComesBeforeIt() {
        Set<String> before = new HashSet<>();
        for (Rule rule : Rules.all()) {
            assertThat(before).as(rule.name()).containsAll(rule.unless());
            before.add(rule.name());
        }
    }
}
