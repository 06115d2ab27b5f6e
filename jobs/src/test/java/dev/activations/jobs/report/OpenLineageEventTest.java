package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.activations.jobs.Input;
import dev.activations.jobs.Report;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacetAssertions;
import io.openlineage.client.OpenLineage.DataQualityMetricsInputDatasetFacet;
import io.openlineage.client.OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditional;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The event, read by OpenLineage's own client for Java. */
class OpenLineageEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Seven units of eight never fire; an element is missing. */
    private static final String MOSTLY_DEAD =
            """
            SELECT 'a run' AS run, 'fc' AS layer, 0 AS step, 'relu' AS activation, 'hidden' AS role, id AS sample,
              concat(array(if(id < 100, if(id = 5, NULL, 0F), 1.5F)), array_repeat(0F, 7)) AS post
            FROM range(400)""";

    private static Report demo;

    @BeforeAll
    static void diagnoseTheDemo() {
        demo = WrittenReport.ofTheDemo();
    }

    private static String text(Report report) {
        return new OpenLineageEvent(WrittenReport.MADE).text(report);
    }

    private static RunEvent event(Report report) {
        return OpenLineageClientUtils.runEventFromJson(text(report));
    }

    private static List<DataQualityAssertionsDatasetFacetAssertions> assertions(Report report) {
        return event(report)
                .getInputs()
                .get(0)
                .getInputFacets()
                .getDataQualityAssertions()
                .getAssertions();
    }

    @Test
    void eventIsACompletedRunOfTheDiagnosisOnTheLogsPath() {
        RunEvent event = event(demo);

        assertThat(event.getEventType()).isEqualTo(RunEvent.EventType.COMPLETE);
        assertThat(event.getEventTime().withZoneSameInstant(ZoneOffset.UTC).toInstant())
                .isEqualTo(WrittenReport.DATE);
        assertThat(event.getProducer()).hasToString("pkg:maven/dev.activations/activations-jobs@1.2.3");
        assertThat(event.getJob().getNamespace()).isEqualTo("activations");
        assertThat(event.getJob().getName()).isEqualTo("diagnose");
        assertThat(event.getInputs()).hasSize(1);
        assertThat(event.getInputs().get(0).getNamespace()).isEqualTo("file");
        assertThat(event.getInputs().get(0).getName())
                .isEqualTo(Path.of("../examples/digits-log")
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    @Test
    void columnsAreTheLayersWithWhatTheLogHolds() {
        DataQualityMetricsInputDatasetFacet metrics = event(WrittenReport.of(MOSTLY_DEAD))
                .getInputs()
                .get(0)
                .getInputFacets()
                .getDataQualityMetrics();
        Map<String, DataQualityMetricsInputDatasetFacetColumnMetricsAdditional> columns =
                metrics.getColumnMetrics().getAdditionalProperties();

        assertThat(metrics.getRowCount()).isEqualTo(400);
        assertThat(columns).containsOnlyKeys("a run/fc");
        assertThat(columns.get("a run/fc").getNullCount()).isEqualTo(1);
        assertThat(columns.get("a run/fc").getCount()).isEqualTo(400 * 8 - 1);
        assertThat(columns.get("a run/fc").getMin()).isZero();
        assertThat(columns.get("a run/fc").getMax()).isEqualTo(1.5);
        assertThat(columns.get("a run/fc").getQuantiles().getAdditionalProperties())
                .containsEntry("0.5", 0.0)
                .containsKey("0.99");
    }

    @Test
    void verdictsAndFindingsAreAssertionsAboutTheirLayer() {
        assertThat(assertions(WrittenReport.of(MOSTLY_DEAD)))
                .extracting(
                        DataQualityAssertionsDatasetFacetAssertions::getAssertion,
                        DataQualityAssertionsDatasetFacetAssertions::getSuccess,
                        DataQualityAssertionsDatasetFacetAssertions::getColumn)
                .contains(tuple("verdict", false, "a run/fc"), tuple("dead-units", false, "a run/fc"));
        assertThat(assertions(demo))
                .filteredOn(assertion -> assertion.getAssertion().equals("verdict"))
                .hasSize(demo.runs().stream()
                        .mapToInt(run -> run.layers().size())
                        .sum())
                .filteredOn(assertion -> assertion.getColumn().startsWith("healthy-relu/"))
                .allSatisfy(assertion -> assertThat(assertion.getSuccess()).isTrue());
    }

    private static Report checked() {
        return new Report(
                demo.input(),
                demo.settings(),
                demo.activations(),
                demo.roles(),
                demo.runs(),
                new Gates(List.of(
                        check("a", Outcome.PASS, OptionalDouble.of(0.1), ""),
                        check("b", Outcome.FAIL, OptionalDouble.of(0.5), ""),
                        check("c", Outcome.UNDECIDED, OptionalDouble.empty(), "too few samples"))));
    }

    @Test
    void checkThatIsUndecidedHasNotSucceeded() {
        assertThat(assertions(checked()))
                .filteredOn(assertion -> assertion.getAssertion().length() == 1)
                .extracting(
                        DataQualityAssertionsDatasetFacetAssertions::getAssertion,
                        DataQualityAssertionsDatasetFacetAssertions::getSuccess)
                .containsExactly(tuple("a", true), tuple("b", false), tuple("c", false));
        assertThat(text(checked())).contains("undecided: too few samples");
    }

    private static CheckResult check(String text, Outcome outcome, OptionalDouble value, String reason) {
        return new CheckResult(text, Optional.of("healthy-relu"), Optional.of("hidden1"), value, outcome, reason);
    }

    private static Report ofTwoPaths() {
        Report one = WrittenReport.of(MOSTLY_DEAD);
        return new Report(
                new Input(
                        List.of("s3a://bucket/logs/", "hdfs://host:8020/logs/b"),
                        "parquet",
                        2,
                        0,
                        "rows",
                        List.of(),
                        400,
                        0,
                        List.of(),
                        List.of()),
                one.settings(),
                one.activations(),
                one.roles(),
                one.runs(),
                one.gates());
    }

    @Test
    void pathsOfOneLogAreAnInputEachWithoutCountsOfTheWhole() {
        List<InputDataset> inputs = event(ofTwoPaths()).getInputs();

        assertThat(inputs).extracting(InputDataset::getNamespace).containsExactly("s3://bucket", "hdfs://host:8020");
        assertThat(inputs).extracting(InputDataset::getName).containsExactly("logs", "/logs/b");
        assertThat(inputs).allSatisfy(input -> assertThat(
                        input.getInputFacets().getDataQualityMetrics().getRowCount())
                .isNull());
    }

    @Test
    void sameReportIsTheSameEvent() {
        assertThat(text(WrittenReport.ofTheDemo())).isEqualTo(text(demo));
    }

    /**
     * The schemas are OpenLineage's: {@code -Dactivations.openlineage.spec} names the folder {@code spec} of its repository at
     * a version with 2-0-2.
     */
    @Test
    @EnabledIfSystemProperty(named = "activations.openlineage.spec", matches = ".+")
    void eventsFitThePublishedSchemas() throws IOException {
        Path spec = Path.of(System.getProperty("activations.openlineage.spec"));
        Map<String, String> schemas = new HashMap<>();
        for (String file : List.of(
                "OpenLineage.json",
                "facets/DataQualityMetricsInputDatasetFacet.json",
                "facets/DataQualityAssertionsDatasetFacet.json")) {
            String schema = Files.readString(spec.resolve(file));
            schemas.put(JSON.readTree(schema).get("$id").asText(), schema);
        }
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(schemas)));
        for (Report report : List.of(
                demo,
                checked(),
                ofTwoPaths(),
                WrittenReport.of("SELECT '' AS layer, 0 AS step, array(double('NaN')) AS post"))) {
            JsonNode event = JSON.readTree(text(report));
            assertThatItFits(event, event.get("schemaURL"), factory);
            for (JsonNode input : event.get("inputs")) {
                for (JsonNode facet : input.get("inputFacets")) {
                    assertThatItFits(facet, facet.get("_schemaURL"), factory);
                }
            }
        }
    }

    private static void assertThatItFits(JsonNode node, JsonNode schema, JsonSchemaFactory factory) {
        assertThat(factory.getSchema(SchemaLocation.of(schema.asText())).validate(node))
                .isEmpty();
    }
}
