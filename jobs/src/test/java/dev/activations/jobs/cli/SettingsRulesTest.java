package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a settings file says of the rules, in the reports of the demo's run whose ReLUs die. */
class SettingsRulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** 47 of 64 units of hidden1 are dead (73.4 %), 43 of 64 of hidden2 (67.2 %) and all 32 of hidden3. */
    private static final String LOG = "../examples/digits-log/run=high-lr-relu";

    @TempDir
    Path folder;

    @Test
    void everyOutputListsWhatIsSuppressed() throws IOException {
        Path file = file(
                """
                rules:
                  dead-units:
                    - layers: hidden[12]
                      limits: {warn: 0.7, fail: 0.8}
                      reason: known since <April> | of 2026
                      until: 2999-12-31
                    - severity: off
                """);

        CommandRun run = CommandRun.of(
                "diagnose",
                "--settings",
                file.toString(),
                "--write",
                "sarif,junit",
                "--output",
                folder.resolve("out").toString(),
                LOG);

        JsonNode report = JSON.readTree(folder.resolve("out/report.json").toFile());
        JsonNode schema = JSON.readTree(new File("../docs/report.schema.json"));
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(report))
                .isEmpty();
        assertThat(words(report.get("findings"), ""))
                .contains("warn dead-units hidden1")
                .noneMatch(finding -> finding.startsWith("fail"))
                .filteredOn(finding -> finding.contains("dead-units"))
                .hasSize(1);
        assertThat(words(report.get("suppressed"), "/finding"))
                .containsExactlyInAnyOrder(
                        "fail dead-units hidden1", "fail dead-units hidden2", "fail dead-units hidden3");
        assertThat(report.at("/suppressed/0/now").textValue()).isEqualTo("warn");
        assertThat(report.at("/suppressed/0/reason").textValue()).isEqualTo("known since <April> | of 2026");
        assertThat(report.at("/suppressed/0/until").textValue()).isEqualTo("2999-12-31");
        assertThat(report.at("/suppressed/0/by").textValue()).isEqualTo(file.toString());
        assertThat(report.at("/suppressed/1/now").isNull()).isTrue();
        assertThat(run.status()).isZero();
        assertThat(plain(run.out()))
                .contains(
                        "3 findings suppressed by %s: dead-units in hidden1 (now warn); dead-units in hidden2, hidden3 (off)"
                                .formatted(file),
                        "dead-units in hidden[12]: warn 0.7, fail 0.8 (known since <April> | of 2026, until 2999-12-31)");
        assertThat(Files.readString(folder.resolve("out/report.md")))
                .contains("3 findings suppressed by ", "hidden2</code>: 43 of 64 units never fired")
                .contains("— off, known since &lt;April&gt; \\| of 2026, until 2999-12-31")
                .contains("— now warn, known since");
        assertThat(suppressions(JSON.readTree(folder.resolve("out/report.sarif").toFile())))
                .containsExactly(
                        "dead-units hidden2: off, known since <April> | of 2026, until 2999-12-31",
                        "dead-units hidden3: off");
        assertThat(Files.readString(folder.resolve("out/report.junit.xml")))
                .contains("suppressed: off, known since &lt;April")
                .contains("<skipped>suppressed: off");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("\"suppressed\":\"now warn, known since ");
    }

    private static List<String> suppressions(JsonNode sarif) {
        return StreamSupport.stream(sarif.at("/runs/0/results").spliterator(), false)
                .filter(result -> result.has("suppressions"))
                .map(result -> "%s %s: %s"
                        .formatted(
                                result.get("ruleId").textValue(),
                                result.at("/properties/layer").textValue(),
                                result.at("/suppressions/0/justification").textValue()))
                .toList();
    }

    /** Lines are wrapped. */
    private static String plain(String out) {
        return out.replaceAll("\\s+", " ");
    }

    private static List<String> words(JsonNode findings, String at) {
        return StreamSupport.stream(findings.spliterator(), false)
                .map(node -> node.at(at))
                .map(finding -> "%s %s %s"
                        .formatted(
                                finding.get("severity").textValue(),
                                finding.get("rule").textValue(),
                                finding.get("layer").textValue()))
                .toList();
    }

    @Test
    void expiredEntryDoesNotApplyAndSaysSo() throws IOException {
        CommandRun run = CommandRun.of(
                "diagnose",
                "--settings",
                file("rules: {dead-units: {severity: off, until: 2026-01-31}, row-sums: {layers: x, severity: off}}")
                        .toString(),
                LOG);

        assertThat(run.status()).isEqualTo(1);
        assertThat(plain(run.out()))
                .contains(
                        "settings.yaml: dead-units: off applied until 2026-01-31 and has expired",
                        "settings.yaml: row-sums in x: no layer of the log has such a name",
                        "fail dead-units")
                .doesNotContain("suppressed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rules: off                                        | :1:8: rules takes a map here, not a single value
                    rulez: {}                                         | :1:1: there is no option rulez; did you mean rules
                    rules: {dead-unit: off}                           | :1:9: there is no rule dead-unit; did you mean dead-units
                    rules: {dead-units: of}                           | :1:21: dead-units takes off, info, warn, fail, not 'of'
                    rules: {dead-units: false}                        | :1:21: dead-units takes off, info, warn, fail, not 'false'
                    rules: {dead-units: }                             | :1:20: dead-units has no value
                    rules: {dead-units: off, dead-units: warn}        | :1:26: dead-units stands here a second time; the first is in line 1
                    rules: {dead-units: [off]}                        | :1:22: dead-units takes a map here, not a single value
                    rules: {dead-units: {level: off}}                 | :1:22: dead-units takes layers, severity, limits, reason, until, not level
                    rules: {dead-units: {layer: a, severity: off}}    | :1:22: dead-units takes layers, severity, limits, reason, until, not layer; did you mean layers?
                    rules: {dead-units: {layers: a}}                  | :1:21: this changes nothing about dead-units; add severity or limits
                    rules: {dead-units: {severity: error}}            | :1:32: severity takes off, info, warn, fail, not 'error'
                    rules: {dead-units: {layers: '(', severity: off}} | :1:30: layers '(' is not a regular expression (Unclosed group)
                    rules: {dead-units: {severity: off, until: May}}  | :1:44: until takes a date such as 2027-03-01, not 'May'
                    rules: {dead-units: {limits: 0.3}}                | :1:30: limits takes a map here, not a single value
                    rules: {dead-units: {limits: {wran: 0.3}}}        | :1:31: limits are of fail, warn, info, not wran; did you mean warn
                    rules: {dead-units: {limits: {warn: lots}}}       | :1:37: warn takes a number, not 'lots'
                    rules: {dead-units: {limits: {warn: 0.6}}}        | :1:30: dead-units would fail before it warns: its limits are 0.6, then 0.5; give both
                    rules: {saturation: {limits: {info: 0.6}}}        | :1:30: saturation has no limit of severity info; it has fail and warn
                    rules: {signal-scale: {limits: {rms: {fail: 9}}}} | :1:32: signal-scale has no limit of severity fail; it has warn
                    """)
    void mistakeIsNamedWithItsPlace(String yaml, String sentence) throws IOException {
        Path file = file(yaml);

        CommandRun run = CommandRun.of("diagnose", "--settings", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).startsWith("activations: " + file + sentence);
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), yaml);
    }
}
