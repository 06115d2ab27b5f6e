package dev.activations.jobs;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The same activations give the same report, whichever way a log spells them. */
class SpellingsTest {

    private static final SparkSession SPARK = Sessions.shared();
    private static final String[] LAYERS = {"fc1", "fc2"};
    private static final int SAMPLES = 40;

    /** Six units of relu, of which one is silent and about half of the others' values are 0. */
    private static final List<Row> ROWS = rows();

    private static List<Row> rows() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (long step = 0; step < 2; step++) {
            for (long sample = 0; sample < SAMPLES; sample++) {
                for (String layer : LAYERS) {
                    List<Double> post = new ArrayList<>();
                    for (int unit = 0; unit < 6; unit++) {
                        post.add(unit == 2 ? 0 : (double) (float) Math.max(0, random.nextGaussian()));
                    }
                    rows.add(RowFactory.create(step, layer, sample, post));
                }
            }
        }
        return rows;
    }

    private static Dataset<Row> inRows() {
        return SPARK.createDataFrame(
                ROWS,
                new StructType()
                        .add("step", DataTypes.LongType)
                        .add("layer", DataTypes.StringType)
                        .add("sample", DataTypes.LongType)
                        .add("post", DataTypes.createArrayType(DataTypes.DoubleType)));
    }

    private static Dataset<Row> inColumns() {
        return inRows().groupBy("step", "sample").pivot("layer").agg(org.apache.spark.sql.functions.first("post"));
    }

    @Test
    void oneColumnPerLayer() {
        assertSame("columns", inColumns());
        assertSame("columns", inColumns().withColumnRenamed("step", "Step").withColumnRenamed("sample", "SAMPLE"));
    }

    @Test
    void oneRowPerValue() {
        Dataset<Row> cells = inRows().selectExpr("step", "layer", "sample", "posexplode(post) AS (unit, value)");

        assertSame("long", cells);
        assertSame("long", cells.withColumn("unit", col("unit").plus(1)));
    }

    @Test
    void unitOfWhichARowHasNoValueIsMissingThere() {
        Dataset<Row> cells = inRows().selectExpr("step", "layer", "sample", "posexplode(post) AS (unit, value)")
                .where("NOT (unit = 5 AND sample = 3)");

        assertThat(json(cells).at("/runs/0/layers/0/latest/missing").asLong()).isOne();
    }

    @Test
    void sameUnitTwiceIsRefused() {
        Dataset<Row> cells = inRows().selectExpr("step", "layer", "sample", "posexplode(post) AS (unit, value)");

        assertThatThrownBy(
                        () -> json(cells.union(cells.where("unit = 1 AND sample = 3 AND layer = 'fc2' AND step = 0"))))
                .isInstanceOf(InputException.class)
                .hasMessage("column unit holds the same unit twice in sample 3 of layer fc2");
    }

    @Test
    void nestedArraysWithTheShapeThatTheirLengthsGive() {
        Dataset<Row> flat = inRows().withColumn("shape", org.apache.spark.sql.functions.expr("array(2, 3)"));
        Dataset<Row> nested = inRows().withColumn(
                        "post", org.apache.spark.sql.functions.expr("array(slice(post, 1, 3), slice(post, 4, 3))"));

        assertSame("rows", flat, nested);
        assertSame("rows", flat, nested.withColumn("post", col("post").cast("array<array<string>>")));
    }

    @Test
    void batchesOfNestedArraysByLayer() {
        Dataset<Row> batches = inRows().selectExpr("step", "layer", "post")
                .groupBy("step")
                .pivot("layer")
                .agg(org.apache.spark.sql.functions.collect_list("post"));

        assertSame("batches", inRows().drop("sample"), batches);
        assertSame(
                "batches",
                inRows().drop("sample"),
                batches.selectExpr("step", "named_struct('fc1', fc1, 'fc2', fc2) AS acts"));
    }

    @Test
    void mapFromLayersToArrays() {
        assertSame(
                "map",
                inRows().groupBy("step", "sample")
                        .agg(org.apache.spark.sql.functions.expr(
                                "map_from_entries(collect_list(struct(layer, post))) AS acts")));
    }

    @Test
    void vectorsOfSparkMl() {
        assertSame("rows", inRows().withColumn("post", callUDF("dense", col("post"))));
        assertSame("rows", inRows().withColumn("post", callUDF("sparse", col("post"))));
    }

    static {
        SPARK.udf()
                .register(
                        "dense",
                        (scala.collection.Seq<Double> values) -> Vectors.dense(array(values)),
                        new VectorUDT());
        SPARK.udf()
                .register(
                        "sparse",
                        (scala.collection.Seq<Double> values) ->
                                Vectors.dense(array(values)).toSparse(),
                        new VectorUDT());
    }

    private static double[] array(scala.collection.Seq<Double> values) {
        double[] array = new double[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.apply(i);
        }
        return array;
    }

    @Test
    void sparseRowsWithInvalidIndicesAreRejected() {
        Dataset<Row> row = inRows().selectExpr(
                        "step",
                        "layer",
                        "sample",
                        "array(0, 2, 2) AS indices",
                        "array(1D, 2D, 3D)" + " AS values",
                        "6 AS width");

        assertThatThrownBy(() -> json(row)).hasMessageContaining("a sparse row has the index 2 twice");
        assertThatThrownBy(() -> json(row.withColumn("width", org.apache.spark.sql.functions.lit(2))))
                .hasMessageContaining("a sparse row of width 2 has the index 2");
    }

    @Test
    void sparseRows() {
        assertSame(
                "sparse",
                inRows().selectExpr(
                                "step",
                                "layer",
                                "sample",
                                "filter(transform(post, (x, i) -> IF(x > 0, i, NULL)), i -> i IS NOT NULL) AS indices",
                                "filter(post, x -> x > 0) AS values",
                                "6 AS width"));
    }

    @Test
    void numbersInAnyTypeAndAsText() {
        assertSame(
                "rows",
                inRows().selectExpr(
                                "CAST(step AS double) AS step", "layer", "CAST(sample AS string) AS sample", "post"));
        assertSame(
                "rows",
                inRows().selectExpr(
                                "CAST(step AS string) AS step",
                                "layer",
                                "sample",
                                "CAST(post AS array<string>) AS post"));
        assertSame("rows", inRows().selectExpr("step", "layer", "concat('img', sample, '.png') AS sample", "post"));
    }

    @Test
    void attentionMaskIsTheMaskTheOtherWayRound() {
        Dataset<Row> masked = inRows().selectExpr("*", "transform(post, (x, i) -> i = 4) AS mask");
        Dataset<Row> kept = inRows().selectExpr("*", "transform(post, (x, i) -> IF(i = 4, 0, 1)) AS attention_mask");

        assertSame("rows", masked, kept);
        assertSame(
                "rows",
                inRows().selectExpr("*", "sample > 30 AS mask"),
                inRows().selectExpr("*", "IF(sample > 30, 0, 1) AS attention_mask"));
    }

    @Test
    void logWithoutStepsHasOne() {
        Dataset<Row> rows = inRows().where("step = 0");

        assertSame("rows", rows, rows.drop("step"));
        assertThat(json(rows.drop("step")).at("/input/notes/0").asText())
                .isEqualTo("the log has no column step: all rows are of one step, 0");
    }

    @Test
    void logWithoutLayersHasOneNamedLikeItsColumn() {
        Dataset<Row> rows = inRows().where("layer = 'fc1'").drop("layer");

        assertThat(json(rows).at("/runs/0/layers/0/layer").asText()).isEqualTo("post");
        assertSame("columns", inRows().where("layer = 'fc1'"), rows.withColumnRenamed("post", "fc1"));
    }

    @Test
    void columnsOfNumbersMayBeDeclaredLayersOfOneUnit() {
        Dataset<Row> rows =
                inRows().where("layer = 'fc1'").selectExpr("step", "sample", "post[0] AS a", "post[1] AS b");

        JsonNode report = DigitsLog.json(
                ActivationDiagnostics.on(rows).withLayerColumns("[ab]").run());

        assertThat(report.at("/runs/0/layers/1/layer").asText()).isEqualTo("b");
        assertThat(report.at("/runs/0/layers/1/units").asInt()).isOne();
    }

    @Test
    void rowsOfTwoWidthsMaySplitIntoTwoLayers() {
        Dataset<Row> calls = inRows().selectExpr("step", "IF(layer = 'fc1', 'act', layer) AS layer", "sample", "post")
                .union(inRows().where("layer = 'fc1'")
                        .selectExpr("step", "'act' AS layer", "sample", "slice(post, 1, 4) AS post"));

        assertThatThrownBy(() -> json(calls))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "layer act has rows of 4 values and rows of 6; a layer keeps its width within a run; a module"
                                + " that is called several times in a pass needs a name for each call, such as act.0, or say"
                                + " --split-by-width");
        JsonNode report =
                DigitsLog.json(ActivationDiagnostics.on(calls).splitByWidth().run());
        assertThat(report.at("/runs/0/layers").findValuesAsText("layer"))
                .containsExactly("act (4 values)", "act (6 values)", "fc2");
        assertThat(report.at("/input/notes/0").asText())
                .isEqualTo("layers with rows of several widths are split, one layer per width: act");
    }

    @Test
    void reportNamesTheMaskedElementsAndTheAssumedAxis() {
        Dataset<Row> rows = inRows().selectExpr("*", "array(2, 3) AS shape", "sample < 10 AS mask");

        assertThat(json(rows).at("/input/notes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "the mask leaves out 25 % of the values",
                        "the first axis of a sample's shape is taken for the units of fc1, fc2; --channel-axis 'LAYERS=-1'"
                                + " takes the last");
        assertThat(json(rows.drop("mask").withColumn("unit_axis", org.apache.spark.sql.functions.lit(0)))
                        .at("/input/notes"))
                .isEmpty();
    }

    @Test
    void layoutThatIsAskedForAndIsNot() {
        assertThatThrownBy(() ->
                        ActivationDiagnostics.on(inRows()).withLayout("long").run())
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "layout long needs columns layer, sample, unit and value, and neither pre nor post; the log has"
                                + " step, layer, sample, post");
        assertThatThrownBy(() ->
                        ActivationDiagnostics.on(inRows()).withLayout("wide").run())
                .isInstanceOf(InputException.class)
                .hasMessage("there is no layout wide; there are tensors, sparse, long, map, batches, columns, rows");
    }

    @Test
    void jsonOfObjectsWithNumbersAsText() {
        Dataset<Row> text = SPARK.read()
                .json(SPARK.createDataset(
                        List.of("{\"step\": 0, \"layer\": \"a\", \"post\": [\"1.5\", \"NaN\", \"-Infinity\", 2]}"),
                        Encoders.STRING()));

        JsonNode layer = json(text).at("/runs/0/layers/0/latest");

        assertThat(layer.at("/mean").asDouble()).isEqualTo(1.75);
        assertThat(layer.at("/nan").asInt()).isOne();
        assertThat(layer.at("/negative_infinity").asInt()).isOne();
    }

    private static void assertSame(String layout, Dataset<Row> rows) {
        assertSame(layout, inRows(), rows);
    }

    private static void assertSame(String layout, Dataset<Row> expected, Dataset<Row> rows) {
        JsonNode report = json(rows);
        assertThat(report.at("/input/layout").asText()).isEqualTo(layout);
        Differences differences = new Differences(1e-11);
        for (String part : List.of("runs", "findings")) {
            differences.compare(part, json(expected).get(part), report.get(part));
        }
        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(100);
    }

    private static JsonNode json(Dataset<Row> rows) {
        return DigitsLog.json(
                ActivationDiagnostics.on(rows).withActivation(".*", "relu").run());
    }
}
