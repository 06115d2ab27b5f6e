package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions in query plans: named, compiled, folded and compared as Spark's own are. */
@Tag("short")
class PlansTest {

    @ParameterizedTest
    @ValueSource(strings = {"leaky_relu(ds, 0.2)", "softmax(fs)", "leaky_relu(d, d)"})
    void callIsPartOfWholeStageCodeGeneration(String call) {
        assertThat(code(call)).contains("*(1) Project [").contains("dev.activations.spark.catalyst.call.KernelCalls.");
    }

    @ParameterizedTest
    @CsvSource({"relu(d), Relu, value", "gelu_derivative(d), Gelu, derivative", "leaky_relu(f), LeakyRelu, value"})
    void numberIsGivenToTheFunctionsOwnClassInALocalVariable(String call, String owner, String method) {
        assertThat(code(call))
                .contains("*(1) Project [")
                .containsPattern("\\(\\(dev\\.activations\\.functions\\.definition\\." + owner
                        + "\\) references\\[.*\\." + method + "\\(")
                .doesNotContain("argValue");
    }

    @Test
    void columnIsNamedAfterTheCallAsWritten() {
        assertThat(columns("SELECT gelu(x), silu(x), swish(x, 2), leaky_relu(x, alpha => 0.2), leaky_relu(x), "
                        + "RELU(x + 1), softmax(array(x)) FROM (SELECT id AS x FROM range(1))"))
                .containsExactly(
                        "gelu(x)",
                        "silu(x)",
                        "swish(x, 2)",
                        "leaky_relu(x, 0.2)",
                        "leaky_relu(x)",
                        "relu((x + 1))",
                        "softmax(array(x))");
    }

    @Test
    void constantsAreFolded() {
        String optimized = optimized("SELECT gelu(1.5D) AS a, softmax(array(1F, 1F)) AS b, leaky_relu(-1, 0.5) AS c");
        assertThat(optimized).contains("1.3995715769802328 AS a", "-0.5 AS c").doesNotContain("softmax(");
    }

    @Test
    void nullConstantIsFolded() {
        assertThat(optimized("SELECT relu(CAST(NULL AS double)) AS a FROM range(3)"))
                .contains("null AS a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leaky_relu(id, 0.2)",
                "leaky_relu(id, id)",
                "hard_tanh(id, min => id - 9)",
                "gelu(id, 'none')",
                "softmax(array(id))",
                "mse_loss(id, 1)",
                "mse_loss(array(id), array(1), 'sum')",
                "cross_entropy_loss(array(id), id)",
                "softmax_backward(array(id), array(1))"
            })
    void equalCallsGiveEqualPlans(String call) {
        String sql = "SELECT " + call + " AS y FROM range(10)";
        assertThat(query(sql).sameSemantics(query(sql))).isTrue();
        assertThat(withoutIds(explain("EXTENDED", sql))).isEqualTo(withoutIds(explain("EXTENDED", sql)));
        assertThat(explain("", sql)).doesNotContain("@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaky_relu(id, 0.2) | leaky_relu(id, 0.3)",
                "relu(id) | relu_derivative(id)",
                "leaky_relu(id, id) | prelu(id, id)",
                "mse_loss(array(id), array(1)) | mse_loss(array(id), array(1), 'sum')",
                "mse_loss(id, 1) | bce_loss(id, 1)",
                "softmax_backward(array(id), array(1)) | log_softmax_backward(array(id), array(1))"
            })
    void differentCallsGiveDifferentPlans(String one, String other) {
        assertThat(query("SELECT " + one + " AS y FROM range(10)")
                        .sameSemantics(query("SELECT " + other + " AS y FROM range(10)")))
                .isFalse();
    }

    private static String withoutIds(String plan) {
        return plan.replaceAll("#\\d+L?", "#").replaceAll("plan_id=\\d+", "");
    }

    @Test
    void sameCallTwiceIsComputedOnce() {
        String plan = explain("CODEGEN", "SELECT mish(id) + 1, mish(id) + 2 FROM range(10)");
        assertThat(plan.split("/\\* function \\*/\\)\\.value\\(", -1)).hasSize(2);
    }

    @Test
    void sameExchangeIsReused() {
        String half = "(SELECT sigmoid(id) AS k, count(*) AS n FROM range(100) GROUP BY sigmoid(id))";
        String plan = Sessions.with(
                Map.of("spark.sql.adaptive.enabled", "false", "spark.sql.autoBroadcastJoinThreshold", "-1"),
                () -> explain("", "SELECT * FROM " + half + " UNION ALL SELECT * FROM " + half));
        assertThat(plan).contains("ReusedExchange");
    }

    @Test
    void filtersArePushedThroughProjections() {
        assertThat(optimized("SELECT * FROM (SELECT id, relu(id) AS y FROM range(10)) WHERE y > 0"))
                .containsSubsequence("Project", "Filter (relu(cast(id");
    }

    private static String code(String call) {
        return explain(
                "CODEGEN",
                "SELECT " + call + " FROM (SELECT double(id) AS d, float(id) AS f, array(double(id)) AS ds, "
                        + "array(float(id)) AS fs FROM range(10))");
    }

    private static String[] columns(String sql) {
        return query(sql).columns();
    }

    private static String optimized(String sql) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) query(sql))
                .queryExecution()
                .optimizedPlan()
                .toString();
    }

    private static String explain(String mode, String sql) {
        List<Row> lines = query("EXPLAIN " + mode + " " + sql).collectAsList();
        return lines.get(0).getString(0);
    }

    private static Dataset<Row> query(String sql) {
        return Sessions.shared().sql(sql);
    }
}
