package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.report.JunitReport;
import dev.activations.jobs.rules.RunReport;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/**
 * report.junit.xml fits the schema of Jenkins, and Maven's own reader, which makes a suite of each class, counts in it what
 * report.json says.
 */
class JunitReportTest {

    private static List<ReportTestSuite> read(Report report) throws Exception {
        byte[] xml = new JunitReport().text(report).getBytes(StandardCharsets.UTF_8);
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(xml), StandardCharsets.UTF_8));
    }

    private static void validate(String xml) throws Exception {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitReportTest.class.getResource("/schemas/jenkins-junit.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void demoAndHostileNamesFitTheSchemaAndABrokenReportDoesNot() throws Exception {
        String demo = new JunitReport().text(CiReports.demo("examples/digits-log"));
        validate(demo);
        validate(new JunitReport().text(CiReports.hostile()));

        assertThatThrownBy(() -> validate(demo.replace("<failure", "<failed").replace("</failure", "</failed")))
                .isInstanceOf(SAXException.class);
    }

    @Test
    void failuresAreTheFindingsOfSeverityFail() throws Exception {
        Report demo = CiReports.demo("examples/digits-log");
        Map<String, Integer> fails = new HashMap<>();
        DigitsLog.json(demo).get("findings").forEach(finding -> {
            if (finding.get("severity").asText().equals("fail")) {
                fails.merge(finding.get("run").asText(), 1, Integer::sum);
            }
        });

        List<ReportTestSuite> suites = read(demo);

        assertThat(fails).hasSizeGreaterThan(2);
        fails.merge("high-lr-relu", 1, Integer::sum); // its check
        for (RunReport run : demo.runs()) {
            List<ReportTestSuite> ofRun = suites.stream()
                    .filter(suite -> suite.getFullClassName().startsWith(run.run() + "."))
                    .toList();
            assertThat(ofRun).as(run.run()).hasSize(run.layers().size());
            assertThat(ofRun.stream()
                            .mapToInt(ReportTestSuite::getNumberOfFailures)
                            .sum())
                    .as(run.run())
                    .isEqualTo(fails.getOrDefault(run.run(), 0));
        }
        assertThat(suites).allSatisfy(suite -> {
            assertThat(suite.getTestCases()).hasSize(suite.getNumberOfTests());
            assertThat(suite.getTestCases().stream().filter(ReportTestCase::hasFailure))
                    .hasSize(suite.getNumberOfFailures());
            assertThat(suite.getTestCases().stream().filter(ReportTestCase::hasSkipped))
                    .hasSize(suite.getNumberOfSkipped());
        });
        ReportTestCase dead = find(suites, "high-lr-relu.hidden1", "dead-units");
        assertThat(dead.hasFailure()).isTrue();
        assertThat(dead.getFailureMessage()).startsWith("47 of 64 units never fired");
        assertThat(dead.getFailureDetail()).contains("Try: ");
    }

    /** Which rules judge which role is counted from the tables of the docs. */
    @Test
    void everyLayerHasACaseForEachRuleThatIsAboutItsRole() throws Exception {
        JsonNode rules = new ObjectMapper()
                .readTree(new File("../docs/report.schema.json"))
                .at("/$defs/finding/properties/rule/enum");
        Map<String, Set<String>> notJudged = notJudgedByRole();
        Report demo = DigitsLog.report();
        List<ReportTestSuite> suites = read(demo);

        int expected = 0;
        for (JsonNode run : DigitsLog.json(demo).get("runs")) {
            for (JsonNode layer : run.get("layers")) {
                expected +=
                        rules.size() - notJudged.get(layer.get("role").asText()).size();
            }
        }
        assertThat(suites.stream().mapToInt(ReportTestSuite::getNumberOfTests).sum())
                .isEqualTo(expected)
                .isGreaterThan(500);
    }

    private static Map<String, Set<String>> notJudgedByRole() throws Exception {
        String docs = Files.readString(Path.of("../docs/diagnostics.md"));
        String table =
                docs.substring(docs.indexOf("<!-- the roles -->"), docs.indexOf("<!-- the end of the roles -->"));
        return Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|$")
                .matcher(table)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> names(row.group(2))));
    }

    private static Set<String> names(String cell) {
        return Pattern.compile("`([\\w-]+)`")
                .matcher(cell)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void whatTooFewSamplesLeaveOpenIsSkippedNotPassed() throws Exception {
        List<ReportTestSuite> suites = read(TestLog.log()
                .layer("few", 0, "relu")
                .posts(20, 0f, 0f, 0f, 1f)
                .layer("unknown", 1, null)
                .posts(20, 1f, 0f)
                .diagnosed());

        for (String rule : List.of("dead-units", "stuck-units", "not-enough-data")) {
            assertThat(find(suites, "run.few", rule).hasSkipped()).as(rule).isTrue();
        }
        assertThat(find(suites, "run.few", "non-finite").isSuccessful()).isTrue();
        assertThat(find(suites, "run.unknown", "no-activation").hasSkipped()).isTrue();
        assertThat(find(suites, "run.unknown", "dead-units").hasSkipped()).isTrue();
        assertThat(find(suites, "run.few", "zero-gradient").hasSkipped())
                .as("a log without gradients")
                .isTrue();
    }

    @Test
    void warningPassesAndSaysSo() throws Exception {
        Report warns = TestLog.log()
                .posts(150, 0f, 0f, 0f, 1f, 0f, 0f, 1f)
                .posts(150, 0f, 0f, 1f, 0f, 0f, 1f, 0f)
                .diagnosed();

        ReportTestCase dead = find(read(warns), "run.fc", "dead-units");

        assertThat(dead.isSuccessful()).isTrue();
        assertThat(new JunitReport().text(warns)).contains("<system-out>warn: 3 of 7 units never fired");
    }

    @Test
    void checksAreASuiteOfTheirOwn() throws Exception {
        Report demo = CiReports.demo("examples/digits-log");
        List<ReportTestSuite> suites = read(demo);

        assertThat(find(suites, "healthy-relu.hidden1", "dead_fraction < 0.2").isSuccessful())
                .isTrue();
        assertThat(find(suites, "high-lr-relu.hidden1", "dead_fraction < 0.2").getFailureMessage())
                .isEqualTo("dead_fraction < 0.2 failed: it is 0.734375");
        assertThat(find(suites, "healthy-gelu.hidden1", "dead_fraction < 0.2").hasSkipped())
                .isTrue();
        assertThat(new JunitReport().text(demo))
                .contains("<testsuite name=\"checks\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\"");
    }

    private static ReportTestCase find(List<ReportTestSuite> suites, String place, String rule) {
        return suites.stream()
                .flatMap(suite -> suite.getTestCases().stream())
                .filter(test ->
                        test.getFullClassName().equals(place) && test.getName().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no case " + rule + " of " + place));
    }
}
