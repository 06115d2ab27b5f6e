package dev.activations.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.spark.Calls;
import dev.activations.spark.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("short")
class ActivationTransformerTest {

    @BeforeAll
    static void startSpark() {
        Sessions.shared();
    }

    static Stream<Entry> entries() {
        return Catalogue.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void columnEqualsItsSql(Entry entry) {
        Activation activation = entry.example();
        Dataset<Row> rows = sql("SELECT array(id - 1.5F, 2F) AS x FROM range(4)");
        Dataset<Row> both = transformer(activation.call())
                .transform(rows)
                .selectExpr("y", Calls.of(entry, entry.name(), "x") + " AS z");
        both.collectAsList().forEach(row -> assertThat(row.getList(0)).isEqualTo(row.getList(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1F",
                "1D",
                "2",
                "2.5",
                "array(1F)",
                "array(1D, NULL)",
                "array(1, 2)",
                "array(2.5)",
                "array(array(1F), NULL)",
                "array(array(1, NULL))"
            })
    void schemaIsKnownBeforeTheRows(String value) {
        Dataset<Row> rows = sql("SELECT " + value + " AS x");
        for (String activation : List.of("relu", "softmax")) {
            boolean array = value.startsWith("array");
            if (array || activation.equals("relu")) {
                ActivationTransformer transformer = transformer(activation);
                DataType declared =
                        transformer.transformSchema(rows.schema()).apply("y").dataType();
                assertThat(transformer.transform(rows).schema().apply("y").dataType())
                        .isEqualTo(declared);
            }
        }
    }

    @Test
    void vectorsStayVectors() {
        Dataset<Row> rows = sql("SELECT array(-1D, 2D) AS a")
                .select(org.apache
                        .spark
                        .ml
                        .functions
                        .array_to_vector(new org.apache.spark.sql.Column("a"))
                        .as("x"));
        assertThat(transformer("relu").transform(rows).first().get(1)).isEqualTo(Vectors.dense(0, 2));
        assertThat(transformer("softmax")
                        .transformSchema(rows.schema())
                        .apply("y")
                        .dataType())
                .isEqualTo(rows.schema().apply("x").dataType());
    }

    @Test
    void nullStaysNull() {
        assertThat(transformer("relu")
                        .transform(sql("SELECT CAST(NULL AS float) AS x"))
                        .first()
                        .isNullAt(1))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | string(1) | relu | column x is of type string; relu takes numbers, arrays of numbers or vectors",
                "x | 1 | softmax | column x is of type int; softmax takes arrays of numbers or vectors",
                "x | array(true) | elu | column x is of type array<boolean>; elu takes numbers, arrays of numbers or vectors",
                "z | 1 | relu | t: there is no input column x among z",
            })
    void unfitInputIsRefusedInASentence(String name, String value, String activation, String sentence) {
        Dataset<Row> rows = sql("SELECT " + value + " AS " + name);
        assertThatThrownBy(() -> transformer(activation).transform(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void wrongSettingsAreRefusedInASentence() {
        assertThatThrownBy(() -> transformer("rleu")).hasMessageContaining("did you mean relu");
        assertThatThrownBy(() -> transformer("relu").transform(sql("SELECT 1 AS x, 2 AS y")))
                .hasMessage("t: column y already exists; set another outputCol");
        assertThatThrownBy(() -> new ActivationTransformer("t").transform(sql("SELECT 1 AS x")))
                .hasMessage("t: inputCol is not set");
    }

    @Test
    void defaultsAreReluAndAGeneratedName() {
        ActivationTransformer transformer = new ActivationTransformer("act").setInputCol("x");
        assertThat(transformer.transform(sql("SELECT -1 AS x")).columns()).containsExactly("x", "act__output");
        assertThat(transformer.explainParams())
                .contains("activation: activation function", "(default: relu)", "inputCol", "outputCol");
    }

    @Test
    void copyKeepsTheSettingsAndTakesOthers() {
        ActivationTransformer original = transformer("leaky_relu(alpha=0.2)");
        ParamMap other = new ParamMap().put(original.outputCol(), "z");
        ActivationTransformer copy = original.copy(other);
        assertThat(copy.uid()).isEqualTo("t");
        assertThat(copy.getActivation()).isEqualTo("leaky_relu(alpha=0.2)");
        assertThat(copy.getOutputCol()).isEqualTo("z");
        assertThat(original.getOutputCol()).isEqualTo("y");
    }

    @Test
    void pipelineIsSavedAndLoadedWithItsSettings(@TempDir Path folder) throws IOException {
        Dataset<Row> rows = sql("SELECT -1F AS x");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {transformer("leaky_relu(alpha=0.25)")});
        pipeline.write().save(folder.resolve("pipeline").toString());
        pipeline.fit(rows).write().save(folder.resolve("model").toString());

        Pipeline loaded = Pipeline.load(folder.resolve("pipeline").toString());
        PipelineModel model = PipelineModel.load(folder.resolve("model").toString());
        assertThat(loaded.fit(rows).transform(rows).first().get(1)).isEqualTo(-0.25f);
        assertThat(model.transform(rows).first().get(1)).isEqualTo(-0.25f);
    }

    @Test
    void transformerIsSavedAndLoadedByItself(@TempDir Path folder) throws IOException {
        String path = folder.resolve("stage").toString();
        transformer("elu(alpha=2)").save(path);
        ActivationTransformer loaded = ActivationTransformer.load(path);
        assertThat(loaded.uid()).isEqualTo("t");
        assertThat(loaded.getActivation()).isEqualTo("elu(alpha=2)");
        assertThat(loaded.getInputCol()).isEqualTo("x");
    }

    @Test
    void sparkConnectFindsItAsAService() {
        List<Class<?>> found = new ArrayList<>();
        ServiceLoader.load(Transformer.class).stream().forEach(provider -> found.add(provider.type()));
        assertThat(found).contains(ActivationTransformer.class);
        assertThat(transformer("relu").activation().dataClass()).isEqualTo(String.class);
    }

    private static ActivationTransformer transformer(String activation) {
        return new ActivationTransformer("t").setInputCol("x").setOutputCol("y").setActivation(activation);
    }

    private static Dataset<Row> sql(String query) {
        return Sessions.shared().sql(query);
    }
}
