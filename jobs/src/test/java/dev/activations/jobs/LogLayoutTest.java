package dev.activations.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.rules.LayerReport;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Logs that leave columns out, name them otherwise, or have NULLs, are read for what they are. */
class LogLayoutTest {

    private static final float NAN = Float.NaN;

    @Test
    void doubleColumnsGiveTheSameReportAsTheFloatsTheyWere() {
        Dataset<Row> floats = someLog().rows();
        Dataset<Row> doubles = floats.withColumn("pre", col("pre").cast("array<double>"))
                .withColumn("post", col("post").cast("array<double>"));
        Differences differences = new Differences(1e-11);

        differences.compare("", json(floats), json(doubles));

        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(100);
    }

    @Test
    void renamedColumnsGiveTheSameReport() {
        Dataset<Row> rows = someLog().rows();
        Dataset<Row> renamed = rows.withColumnRenamed("layer", "module").withColumnRenamed("post", "the outputs");
        Report report = ActivationDiagnostics.on(renamed)
                .withColumn(LogColumn.LAYER, "module")
                .withColumn(LogColumn.POST, "the outputs")
                .run();
        Differences differences = new Differences(1e-11);

        differences.compare("", json(rows), DigitsLog.json(report));

        assertThat(differences.found()).isEmpty();
    }

    @Test
    void columnsThatTheLogDoesNotKnowChangeNothingAndAreNamed() {
        Dataset<Row> rows = someLog().rows();
        Dataset<Row> more = rows.withColumn("mode", lit("eval")).withColumn("gradients", col("post"));
        Report report = ActivationDiagnostics.on(more).run();
        Differences differences = new Differences(1e-11);

        differences.compare("", json(rows).get("runs"), DigitsLog.json(report).get("runs"));

        assertThat(differences.found()).isEmpty();
        assertThat(report.input().notes()).contains("columns mode, gradients are not read");
        assertThat(ActivationDiagnostics.on(rows).run().input().notes()).noneMatch(note -> note.contains("not read"));
    }

    @Test
    void whatAnotherLayoutReadsIsNamedToo() {
        Dataset<Row> layerByLayer = Sessions.shared()
                .range(20)
                .selectExpr(
                        "id AS sample", "array(float(id % 2)) AS fc1", "array(0f) AS fc2", "0.1 AS loss", "2 AS depth");

        assertThat(ActivationDiagnostics.on(layerByLayer).run().input().notes())
                .contains("columns loss, depth are not read");
        assertThat(ActivationDiagnostics.on(layerByLayer)
                        .withLayerColumns("fc1")
                        .run()
                        .input()
                        .notes())
                .contains("columns fc2, loss, depth are not read");
    }

    @Test
    void logWithoutRunsHasOneWithoutName() {
        Report report = ActivationDiagnostics.on(someLog().rows().drop("run")).run();

        assertThat(report.runs()).singleElement().satisfies(run -> assertThat(run.run())
                .isEmpty());
        assertThat(DigitsLog.json(report).at("/runs/0/run").isNull()).isTrue();
        assertThat(DigitsLog.json(report).at("/findings/0/run").isNull()).isTrue();
    }

    @Test
    void runsAreInTheOrderOfTheirNamesAndKeepTheirLayersApart() {
        Report report = TestLog.log()
                .run("b")
                .posts(20, 0f, 1f)
                .run("a")
                .posts(20, 0f, 1f, 2f)
                .diagnosed();

        assertThat(report.runs()).extracting(run -> run.run()).containsExactly("a", "b");
        assertThat(layer(report, 0, 0).units()).isEqualTo(3);
        assertThat(layer(report, 1, 0).units()).isEqualTo(2);
    }

    @Test
    void withoutDepthLayersAreInTheNaturalOrderOfTheirNames() {
        TestLog log = TestLog.log();
        for (String name : List.of("h10", "h2", "h1", "H3", "h2.1", "h002")) {
            log.layer(name, null, "relu").posts(2, 1f, 2f);
        }

        Report report = ActivationDiagnostics.on(log.rows().drop("depth")).run();

        assertThat(report.runs().get(0).layers())
                .extracting(layer -> layer.diagnosis().layer().key().layer())
                .containsExactly("H3", "h1", "h002", "h2", "h2.1", "h10");
        assertThat(report.runs().get(0).layers())
                .extracting(layer -> layer.diagnosis().layer().depth())
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void layersOfTheSameDepthAreInTheOrderOfTheirNames() {
        Report report = TestLog.log()
                .layer("z", 1, "relu")
                .posts(2, 1f, 2f)
                .layer("b", 7, "relu")
                .posts(2, 1f, 2f)
                .layer("a", 7, "relu")
                .posts(2, 1f, 2f)
                .diagnosed();

        assertThat(report.runs().get(0).layers())
                .extracting(layer -> layer.diagnosis().layer().key().layer())
                .containsExactly("z", "a", "b");
    }

    @Test
    void withoutSamplesEveryRowIsOne() {
        Report report = ActivationDiagnostics.on(
                        TestLog.log().posts(299, 0f, 1f).rows().drop("sample"))
                .run();

        assertThat(figures(report).count(Figure.SAMPLES)).isEqualTo(299);
        assertThat(figures(report).count(Figure.DEAD_UNITS)).isEqualTo(1);
    }

    @Test
    void duplicateSampleCountsOnce() {
        Dataset<Row> once = TestLog.log().posts(298, 0f, 1f).rows();
        Report report = ActivationDiagnostics.on(once.union(once)).run();

        assertThat(figures(report).count(Figure.SAMPLES)).isEqualTo(298);
        assertThat(figures(report).count(Figure.VALUES)).isEqualTo(4 * 298);
        assertThat(figures(report).count(Figure.INSUFFICIENT_UNITS)).isEqualTo(1);
    }

    @Test
    void rowsWithoutValuesAreCountedAndNoSample() {
        Report report =
                TestLog.log().posts(298, 0f, 1f).row(null, null).row(null, null).diagnosed();

        assertThat(report.input().rows()).isEqualTo(300);
        assertThat(report.input().missingRows()).isEqualTo(2);
        assertThat(figures(report).count(Figure.SAMPLES)).isEqualTo(298);
        assertThat(figures(report).count(Figure.INSUFFICIENT_UNITS)).isEqualTo(1);
        assertThat(report.runs().get(0).layers().get(0).notes())
                .anySatisfy(note -> assertThat(note).contains("2 rows"));
    }

    @Test
    void nullElementsAreMissingAndNeverZero() {
        Report report = TestLog.log()
                .post(null, 1f, 3f)
                .post(2f, null, 3f)
                .post(4f, 5f, null)
                .diagnosed();

        assertThat(figures(report).count(Figure.MISSING)).isEqualTo(3);
        assertThat(figures(report).count(Figure.VALUES)).isEqualTo(6);
        assertThat(figures(report).get(Figure.ZERO_FRACTION)).hasValue(0);
        assertThat(figures(report).get(Figure.MEAN)).hasValue(3);
        assertThat(figures(report).get(Figure.MIN)).hasValue(1);
    }

    @Test
    void nonFiniteElementsAreCountedApart() {
        Report report = TestLog.log()
                .layer("fc", 0, "leaky_relu")
                .post(NAN, Float.POSITIVE_INFINITY, 1f)
                .post(-1f, Float.NEGATIVE_INFINITY, -0f)
                .diagnosed();

        assertThat(figures(report).count(Figure.NAN)).isEqualTo(1);
        assertThat(figures(report).count(Figure.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(figures(report).count(Figure.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(figures(report).count(Figure.NEGATIVE_ZERO)).isEqualTo(1);
        assertThat(figures(report).count(Figure.NON_FINITE_UNITS)).isEqualTo(2);
    }

    @Test
    void inputsWithoutOutputsAreEnough() {
        Report report = ActivationDiagnostics.on(TestLog.log()
                        .layer("fc", 0, "leaky_relu(alpha=0.5)")
                        .pre(-2f, 2f)
                        .pre(-4f, 4f)
                        .rows()
                        .drop("post"))
                .run();

        assertThat(figures(report).get(Figure.MIN)).hasValue(-2);
        assertThat(figures(report).get(Figure.MEAN_DERIVATIVE)).hasValue(0.75);
    }

    @Test
    void declaredActivationOverridesTheLogs() {
        Dataset<Row> rows = TestLog.log()
                .layer("fc1", 0, "relu")
                .posts(20, 0f, 0.5f)
                .layer("fc10", 1, "relu")
                .posts(20, 0f, 0.5f)
                .layer("conv", 2, "relu")
                .posts(20, 0f, 0.5f)
                .rows();

        Report report = ActivationDiagnostics.on(rows)
                .withActivation("fc1", "tanh")
                .withActivation("fc.*", "leaky_relu")
                .run();

        assertThat(report.runs().get(0).layers())
                .extracting(layer -> layer.diagnosis().layer().activation())
                .containsExactly("tanh", "leaky_relu", "relu");
        assertThat(DigitsLog.json(report).at("/settings/activations").toString())
                .isEqualTo("{\"fc1\":\"tanh\",\"fc.*\":\"leaky_relu\"}");
    }

    @Test
    void logWithoutActivationsIsReportedByItsValues() {
        Report report = ActivationDiagnostics.on(
                        TestLog.log().posts(20, -1f, 1f).rows().drop("activation"))
                .run();

        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().name()).isEqualTo("no-activation"));
        assertThat(figures(report).get(Figure.DEAD_UNITS)).isEmpty();
        assertThat(figures(report).get(Figure.MEAN)).hasValue(0);
        assertThat(DigitsLog.json(report).at("/runs/0/layers/0/activation").isNull())
                .isTrue();
    }

    @Test
    void layerOfOneUnitIsALayer() {
        Report report = TestLog.log().posts(299, 0f).diagnosed();

        assertThat(layer(report, 0, 0).units()).isEqualTo(1);
        assertThat(figures(report).get(Figure.DEAD_FRACTION)).hasValue(1);
    }

    private static TestLog someLog() {
        return TestLog.log()
                .layer("fc1", 0, "relu")
                .posts(150, 0f, 1f, 0f)
                .posts(150, 0f, 0f, 2.5f)
                .at(7)
                .posts(300, 0f, 1f, 0f)
                .layer("fc2", 1, "gelu")
                .row(new Float[] {-1f, 1f}, new Float[] {-0.15f, 0.85f});
    }

    private static JsonNode json(Dataset<Row> rows) {
        return DigitsLog.json(ActivationDiagnostics.on(rows).run());
    }

    private static LayerDiagnosis layer(Report report, int run, int layer) {
        LayerReport found = report.runs().get(run).layers().get(layer);
        return found.diagnosis();
    }

    private static Figures figures(Report report) {
        return layer(report, 0, 0).latest().figures();
    }
}
