package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every report.json fits docs/report.schema.json, by which other programs may read it. */
class ReportSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static SparkSession spark;
    private static JsonNode schemaText;
    private static JsonSchema schema;
    private static JsonNode demo;

    @BeforeAll
    static void diagnoseTheDemo() throws IOException {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.sql.shuffle.partitions", 2)
                .getOrCreate();
        schemaText = JSON.readTree(new File("../docs/report.schema.json"));
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schemaText);
        LogSource log = LogSource.open(
                spark, List.of("../examples/digits-log"), LogSource.AUTO, LogColumn.types(Map.of())::apply);
        demo = report(ActivationDiagnostics.on(log.rows()).withInput(log.paths(), log.format(), log.files()));
    }

    private static JsonNode report(ActivationDiagnostics diagnostics) throws IOException {
        return JSON.readTree(new JsonReport().text(diagnostics.run()));
    }

    private static JsonNode report(String query) throws IOException {
        return report(ActivationDiagnostics.on(spark.sql(query)));
    }

    private static Set<ValidationMessage> complaints(JsonNode report) {
        return schema.validate(report);
    }

    private static Set<ValidationMessage> complaintsAboutDemoWith(Consumer<ObjectNode> change) {
        ObjectNode changed = demo.deepCopy();
        change.accept(changed);
        return complaints(changed);
    }

    private static ObjectNode firstLayer(ObjectNode report) {
        return (ObjectNode) report.at("/runs/0/layers/0");
    }

    @Test
    void reportOfTheDemoFits() {
        assertThat(demo.get("runs")).hasSize(8);
        assertThat(complaints(demo)).isEmpty();
    }

    @Test
    void reportOfALogWithHardlyAnythingFits() throws IOException {
        assertThat(complaints(report("SELECT 'fc' AS layer, 0 AS step, array(1.5F) AS post")))
                .isEmpty();
    }

    @Test
    void reportOfChecksThatPassFailAndAreUndecidedFits() throws IOException {
        Dataset<Row> log = spark.sql("SELECT 'fc' AS layer, 0 AS step, array(0F, 1.5F) AS post, 'relu' AS activation");
        JsonNode checked = report(ActivationDiagnostics.on(log)
                .withCheck("units == 2")
                .withCheck("mean > 1")
                .withCheck("dead_units == 0")
                .withCheck("gradient_norm > 0")
                .withCheck("x: nan == 0"));

        assertThat(checked.get("checks").findValuesAsText("outcome"))
                .containsExactly("pass", "fail", "undecided", "undecided", "undecided");
        assertThat(complaints(checked)).isEmpty();
    }

    @Test
    void reportOfInputsGradientsAndBadValuesFits() throws IOException {
        JsonNode report = report(
                """
                SELECT 'a run' AS run, layer, id DIV 20 AS step, 'relu' AS activation, id % 20 AS sample,
                  array(double('NaN'), -1D, id) AS pre, array(double('NaN'), 0D, if(id = 3, NULL, id)) AS post,
                  array(0D, 0D, 0.5D) AS gradient
                FROM range(40), VALUES ('fc1'), ('fc2') AS layers(layer)""");

        assertThat(report.at("/runs/0/layers/1/latest/gradient_ratio_to_first").asDouble())
                .isEqualTo(1);
        assertThat(complaints(report)).isEmpty();
    }

    @Test
    void reportOfPresetsFits() throws IOException {
        JsonNode report = report(ActivationDiagnostics.on(
                        spark.sql("SELECT 'fc' AS layer, 'relu' AS activation, 0 AS step, array(1.5F, 0F) AS post"))
                .withPreset("redo")
                .withPreset("sagemaker"));

        assertThat(report.at("/runs/0/layers/0/latest/dormant_units").asInt()).isEqualTo(1);
        assertThat(report.at("/checks")).hasSize(4);
        assertThat(complaints(report)).isEmpty();
    }

    @Test
    void everyFigureOfTheReportIsInTheSchemaWithItsKind() {
        JsonNode figures = schemaText.at("/$defs/figures");
        List<String> required = StreamSupport.stream(figures.get("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertThat(Figure.reported().stream().map(Figure::key)).isSubsetOf(required);
        assertThat(required).allSatisfy(name -> assertThat(
                        demo.at("/runs/0/layers/0/latest").has(name))
                .as(name)
                .isTrue());
        for (Figure figure : Figure.reported()) {
            String type = figures.at("/properties/" + figure.key() + "/$ref").asText();
            assertThat(type.contains("count")).as(figure.key()).isEqualTo(figure.isCount());
        }
    }

    @Test
    void everyNameOfTheSchemaIsExplainedInTheDocs() throws IOException {
        String docs = Files.readString(Path.of("../docs/diagnostics.md"));
        List<String> names = new ArrayList<>();
        Stream.of(
                        "",
                        "/properties/input",
                        "/properties/settings",
                        "/properties/runs/items",
                        "/properties/checks/items",
                        "/$defs/figures",
                        "/$defs/layer",
                        "/$defs/finding")
                .map(place -> schemaText.at(place + "/properties"))
                .forEach(properties -> properties.fieldNames().forEachRemaining(names::add));
        schemaText.at("/$defs/finding/properties/rule/enum").forEach(rule -> names.add(rule.asText()));

        assertThat(names).hasSizeGreaterThan(100).allSatisfy(name -> assertThat(docs)
                .contains("`" + name + "`"));
    }

    @Test
    void figureThatTheSchemaDoesNotKnowIsRefused() {
        assertThat(complaintsAboutDemoWith(
                        report -> ((ObjectNode) firstLayer(report).get("latest")).put("dead_unit", 1)))
                .isNotEmpty();
    }

    @Test
    void missingFigureIsRefused() {
        assertThat(complaintsAboutDemoWith(
                        report -> ((ObjectNode) firstLayer(report).get("overall")).remove("dead_units")))
                .isNotEmpty();
    }

    @Test
    void fractionAbove1IsRefused() {
        assertThat(complaintsAboutDemoWith(
                        report -> ((ObjectNode) firstLayer(report).get("latest")).put("zero_fraction", 1.5)))
                .isNotEmpty();
    }

    @Test
    void unknownVerdictRuleAndTopLevelNameAreRefused() {
        assertThat(complaintsAboutDemoWith(report -> firstLayer(report).put("verdict", "good")))
                .isNotEmpty();
        assertThat(complaintsAboutDemoWith(report -> ((ObjectNode) report.at("/findings/0")).put("rule", "dead-unit")))
                .isNotEmpty();
        assertThat(complaintsAboutDemoWith(report -> report.put("version", 1))).isNotEmpty();
    }
}
