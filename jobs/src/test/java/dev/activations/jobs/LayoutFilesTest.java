package dev.activations.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The same activations in every layout give the same report: files that pyarrow and numpy wrote ({@code make_inputs.py}), and
 * vectors that Spark ML wrote. Two layers of six units of relu, 300 samples, two steps.
 */
class LayoutFilesTest {

    private static final String LAYOUTS = "src/test/resources/cases/layouts/";

    private static final UserDefinedFunction DENSE =
            udf((UDF1<Seq<Float>, Vector>) values -> Vectors.dense(doubles(values)), new VectorUDT());

    private static final UserDefinedFunction SPARSE = udf(
            (UDF1<Seq<Float>, Vector>) values -> Vectors.dense(doubles(values)).toSparse(), new VectorUDT());

    @TempDir
    Path folder;

    private static double[] doubles(Seq<Float> values) {
        return CollectionConverters.asJava(values).stream()
                .mapToDouble(Float::doubleValue)
                .toArray();
    }

    @Test
    void rowsFindTheSilentUnitOfEachLayer() {
        JsonNode rows = json(log("rows.parquet"));

        assertThat(rows.at("/input/layout").asText()).isEqualTo("rows");
        assertThat(rows.at("/runs/0/layers").size()).isEqualTo(2);
        for (JsonNode layer : rows.at("/runs/0/layers")) {
            assertThat(layer.at("/units").asInt()).isEqualTo(6);
            assertThat(layer.at("/latest/dead_units").asInt()).isOne();
        }
    }

    @Test
    void oneColumnForEachLayer() {
        assertSame("columns", log("rows.parquet"), log("wide.parquet"));
    }

    @Test
    void oneRowForEachValue() {
        assertSame("long", log("rows.parquet"), log("long.parquet"));
    }

    @Test
    void nestedArraysAreRowsWithAShape() {
        Dataset<Row> shaped = rows().withColumn("shape", array(lit(2), lit(3)));

        assertSame("rows", ActivationDiagnostics.on(shaped), log("nested.parquet"));
    }

    @Test
    void valuesThatAreNotZeroWithTheirIndices() {
        assertSame("sparse", log("rows.parquet"), log("sparse.parquet"));
    }

    @Test
    void denseVectorsOfSparkMl() {
        assertSame("rows", log("rows.parquet"), vectors(DENSE));
    }

    @Test
    void sparseVectorsOfSparkMl() {
        assertSame("rows", log("rows.parquet"), vectors(SPARSE));
    }

    private ActivationDiagnostics vectors(UserDefinedFunction made) {
        String path = folder.resolve("vectors").toString();
        rows().withColumn("post", made.apply(functions.col("post"))).write().parquet(path);
        return open(path);
    }

    @Test
    void halfFloatsAreTheFloatsThatTheyRoundTo() {
        assertSame("rows", log("rows-f16.parquet"), log("half.parquet"));
    }

    @Test
    void nestedListsByLayerAsHooksDumpThem() {
        Dataset<Row> unnamed = rows().drop("sample");

        assertSame("batches", ActivationDiagnostics.on(unnamed), log("hooks.jsonl.gz"));
    }

    @Test
    void folderOfNumpyFilesWhosePathsSayStepAndLayer() {
        assertSame("tensors", log("rows.parquet"), log("acts").withPathPattern("acts/step-{step}/{layer}.npy"));
    }

    @Test
    void firstAxisOfATensorMayBeDeclaredToCountLayers() {
        Dataset<Row> rows = rows().where("step = 100").drop("step").withColumn("layer", renamed());

        assertSame(
                "tensors",
                ActivationDiagnostics.on(rows),
                log("stacked-100.npy").withLayersOnFirstAxis());
    }

    /** The layers of a stack have its name and their places. */
    private static org.apache.spark.sql.Column renamed() {
        return functions
                .when(functions.col("layer").equalTo("fc1"), "stacked-100.0")
                .otherwise("stacked-100.1");
    }

    private static Dataset<Row> rows() {
        return Sessions.shared().read().parquet(LAYOUTS + "rows.parquet");
    }

    private static ActivationDiagnostics log(String file) {
        return open(LAYOUTS + file);
    }

    private static ActivationDiagnostics open(String path) {
        return ActivationDiagnostics.on(
                LogSource.open(Sessions.shared(), List.of(path), LogSource.AUTO, LogColumn.types(Map.of())::apply));
    }

    private static void assertSame(String layout, ActivationDiagnostics expected, ActivationDiagnostics log) {
        JsonNode wanted = json(expected);
        JsonNode report = json(log);
        assertThat(report.at("/input/layout").asText()).isEqualTo(layout);
        Differences differences = new Differences(1e-11);
        for (String part : List.of("runs", "findings")) {
            differences.compare(part, wanted.get(part), report.get(part));
        }
        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(100);
    }

    private static JsonNode json(ActivationDiagnostics log) {
        return DigitsLog.json(log.withActivation(".*", "relu").run());
    }
}
