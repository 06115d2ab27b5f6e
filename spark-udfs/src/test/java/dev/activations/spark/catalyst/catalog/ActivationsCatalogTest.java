package dev.activations.spark.catalyst.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.Entry;
import dev.activations.functions.definition.Tanh;
import dev.activations.spark.ActivationsCatalog;
import dev.activations.spark.Calls;
import dev.activations.spark.Sessions;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions as {@code act.relu(x)}, by Spark's public catalog API. */
@Tag("short")
class ActivationsCatalogTest {

    private static SparkSession spark;

    @BeforeAll
    static void addCatalog() {
        spark = Sessions.shared().newSession();
        spark.conf().set("spark.sql.catalog.act", ActivationsCatalog.class.getName());
        spark.sql(
                        "SELECT id, id - 1.5D AS d, float(id - 1.5) AS f, int(id - 1) AS i, array(id - 1.5D, 2, NULL) AS ds, "
                                + "array(float(id - 1.5), 2F) AS fs, array(array(float(id), 1F), NULL) AS nested FROM range(0, 4, 1, 1)")
                .createOrReplaceTempView("numbers");
        spark.sql("SELECT id, array(-1D, 2D) AS a FROM range(2)")
                .withColumn("v", org.apache.spark.ml.functions.array_to_vector(new org.apache.spark.sql.Column("a")))
                .selectExpr("IF(id = 0, v, NULL) AS v")
                .createOrReplaceTempView("vectors");
    }

    static Stream<SqlFunction> all() {
        return SqlFunctions.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void catalogGivesWhatTheExtensionGives(SqlFunction function) {
        boolean numbers =
                function.operation().takesNumbers() && !function.name().equals("tanh");
        List<String> columns = new ArrayList<>(List.of("ds", "fs"));
        if (numbers) {
            columns.addAll(List.of("d", "f", "i"));
        }
        if (!function.operation().takesTwo()) {
            columns.add("nested");
        }
        String both = columns.stream()
                .map(column -> call(function, "act." + function.name(), column) + ", "
                        + call(function, function.name(), column))
                .collect(Collectors.joining(", "));
        for (Map<String, String> settings : List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
            settings.forEach(spark.conf()::set);
            for (Row row : rows(both)) {
                for (int i = 0; i < row.length(); i += 2) {
                    assertThat(row.get(i))
                            .as("%s(%s)", function.name(), columns.get(i / 2))
                            .isEqualTo(row.get(i + 1));
                }
            }
            settings.keySet().forEach(spark.conf()::unset);
        }
    }

    @Test
    void parametersAreGivenByPosition() {
        assertThat(rows("act.leaky_relu(d, 0.2)")).isEqualTo(rows("leaky_relu(d, 0.2)"));
        assertThat(rows("act.leaky_relu(fs, id)")).isEqualTo(rows("leaky_relu(fs, id)"));
        assertThat(rows("act.swish_derivative(f, 1.5D)")).isEqualTo(rows("swish_derivative(f, 1.5D)"));
        assertThat(rows("act.hard_tanh(d, -0.5, id)")).isEqualTo(rows("hard_tanh(d, -0.5, id)"));
        assertThat(rows("act.hard_tanh(fs, -0.5, id)")).isEqualTo(rows("hard_tanh(fs, -0.5, id)"));
        assertThat(rows("act.gelu(d, 'none')")).isEqualTo(rows("gelu(d, 'none')"));
        assertThat(rows("act.geglu(fs, 'none')")).isEqualTo(rows("geglu(fs, 'none')"));
        assertThat(rows("act.gelu(f, IF(id % 2 = 0, 'none', 'tanh'))"))
                .isEqualTo(rows("IF(id % 2 = 0, gelu(f, 'none'), gelu(f, 'tanh'))"));
        assertThat(value("act.gelu(1D, CAST(NULL AS string))")).isNull();
        assertThat(value("act.leaky_relu(-1D, NULL)")).isNull();
        assertThat(value("act.leaky_relu(CAST(NULL AS double), 0.1)")).isNull();
    }

    @Test
    void vectorsStayVectors() {
        assertThat(spark.sql("SELECT act.relu(v) FROM vectors").collectAsList().toString())
                .isEqualTo("[[[0.0,2.0]], [null]]");
        assertThat(spark.sql("SELECT act.leaky_relu(v, 0.5), act.mse_loss(v, v) FROM vectors")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[[-0.5,2.0],0.0], [null,null]]");
        assertThat(spark.sql("SELECT act.softmax(v) FROM vectors").collectAsList())
                .isEqualTo(spark.sql("SELECT softmax(v) FROM vectors").collectAsList());
    }

    @Test
    void nullGivesNull() {
        assertThat(value("act.relu(NULL)")).isNull();
        assertThat(value("act.relu(CAST(NULL AS float))")).isNull();
        assertThat(value("act.relu(CAST(NULL AS array<float>))")).isNull();
        assertThat(value("act.softmax(array(1F, NULL))")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "act.relu(d) | CatalogCall$OfDouble",
                "act.softmax(fs) | CatalogCall$OfArray",
                "act.leaky_relu(d, 0.2D) | ParameterCall$OfDouble",
                "act.hard_tanh(f, -2D, d) | ParameterCall$OfFloat",
                "act.gelu(d, 'none') | ParameterCall$OfDouble",
                "act.leaky_relu(fs, d) | ParameterCall$OfArray",
                "act.mse_loss(d, d) | PairCall$Plain",
                "act.mse_loss(fs, fs, 'sum') | PairCall$Reduced",
                "act.cross_entropy_loss(fs, i) | PairCall$Plain",
            })
    void callIsPartOfWholeStageCodeGeneration(String call, String type) {
        String plan = spark.sql("EXPLAIN CODEGEN SELECT " + call + " FROM (SELECT double(id) AS d, float(id) AS f, "
                        + "int(id) AS i, array(float(id)) AS fs FROM range(9))")
                .first()
                .getString(0);
        assertThat(plan).contains("*(1) Project [", type, ".invoke(");
    }

    @Test
    void callOnVectorsIsPartOfWholeStageCodeGeneration() {
        String plan = spark.sql("EXPLAIN CODEGEN SELECT act.relu(v), act.leaky_relu(v, 0.2D), act.mse_loss(v, v) "
                        + "FROM vectors")
                .first()
                .getString(0);
        assertThat(plan).contains("CatalogCall$OfVector", "ParameterCall$OfVector", "PairCall$Plain");
    }

    @Test
    void lossesAreReducedToOneNumber() {
        assertThat(value("act.mse_loss(array(1D, 3D), array(0D, 0D), 'sum')")).isEqualTo(10.0);
        assertThat(value("act.mse_loss(3F, 0F, 'sum')")).isEqualTo(9f);
        assertThat(value("act.mse_loss(array(1D), array(0D), CAST(NULL AS string))"))
                .isNull();
        assertThatThrownBy(() -> value("act.mse_loss(array(1D), array(0D), 'none')"))
                .hasStackTraceContaining(
                        "mse_loss: parameter reduction must be one of mean, sum in a catalog, got none");
    }

    @Test
    void classIndexOutOfRangeIsAnErrorInAnsiModeAndNullOtherwise() {
        assertThatThrownBy(() -> value("act.cross_entropy_loss(array(1D), 1)"))
                .hasStackTraceContaining("cross_entropy_loss: class must be from 0 to 0");
        spark.conf().set("spark.sql.ansi.enabled", "false");
        try {
            assertThat(value("act.cross_entropy_loss(array(1D), 1)")).isNull();
        } finally {
            spark.conf().unset("spark.sql.ansi.enabled");
        }
    }

    @Test
    void tanhOfANumberIsOurs() {
        assertThat(value("act.tanh(0.5D)")).isEqualTo(new Tanh().value(0.5));
    }

    @Test
    void nameIsTakenInAnyCase() {
        assertThat(value("act.ReLU(2D)")).isEqualTo(2.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "act.relu(true) | relu takes numbers, arrays of numbers or vectors, got BOOLEAN",
                "act.relu(map(1, 2)) | relu takes numbers, arrays of numbers or vectors, got MAP<INT, INT>",
                "act.softmax(1) | softmax takes arrays of numbers or vectors, got INT",
                "act.relu(1, 2) | relu(x) got 2 arguments",
                "act.leaky_relu() | leaky_relu(x, alpha) got 0 arguments",
                "act.leaky_relu(1, true) | leaky_relu: parameter alpha must be any finite number, got BOOLEAN",
                "act.prelu(1) | prelu(x, alpha) got 1 arguments",
                "act.mse_loss(1D, array(1D)) | mse_loss takes two numbers, two arrays of numbers or two vectors, got DOUBLE and ARRAY<DOUBLE>",
                "act.cross_entropy_loss(array(1D), 0D) | cross_entropy_loss takes an array of numbers or a vector, and an integer, got ARRAY<DOUBLE> and DOUBLE",
                "act.softmax_backward(array(1D)) | softmax_backward(x, upstream) got 1 arguments",
            })
    void unfitArgumentsAreRefusedInASentence(String call, String sentence) {
        assertThatThrownBy(() -> spark.sql("SELECT " + call))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void parameterOutOfRangeStopsTheQuery() {
        assertThatThrownBy(() -> value("act.leaky_relu(1D, double('NaN'))"))
                .hasStackTraceContaining("leaky_relu: parameter alpha must be any finite number, got NaN");
    }

    @Test
    void unknownFunctionAndNamespaceAreRefused() {
        assertThatThrownBy(() -> spark.sql("SELECT act.rleu(1)")).hasMessageContaining("rleu");
        assertThatThrownBy(() -> spark.sql("SELECT act.deep.relu(1)")).hasMessageContaining("relu");
    }

    @Test
    void functionsAreListed() {
        assertThat(spark.sql("SHOW USER FUNCTIONS IN act").collectAsList().toString())
                .contains("act.relu", "act.silu_derivative", "act.softmax");
    }

    @Test
    void persistentViewMayUseThem() {
        spark.sql("CREATE OR REPLACE VIEW default.passing AS SELECT act.relu(id) AS y FROM range(2)");
        try {
            assertThat(spark.sql("SELECT sum(y) FROM default.passing").first().get(0))
                    .isEqualTo(1.0);
        } finally {
            spark.sql("DROP VIEW default.passing");
        }
    }

    private static String call(SqlFunction function, String name, String column) {
        Entry entry = function.entry();
        return entry.parameters().stream()
                .filter(parameter -> parameter.defaultValue().isEmpty())
                .map(parameter -> ", " + parameter.example())
                .collect(Collectors.joining("", name + "(" + Calls.inputs(entry, column), ")"));
    }

    private static List<Row> rows(String expression) {
        return spark.sql("SELECT " + expression + " FROM numbers").collectAsList();
    }

    private static Object value(String expression) {
        return spark.sql("SELECT " + expression).first().get(0);
    }
}
