package dev.activations.spark.catalyst.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.Parameter;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.spark.GeneratedFile;
import dev.activations.spark.Sessions;
import dev.activations.spark.catalyst.call.KernelCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/sql-functions.sql, run statement by statement in a session from which the functions of the jar are taken. */
@Tag("short")
class SqlScriptTest {

    private static final double[][] ARRAYS = {
        {},
        {1, 2},
        {1, -2, 0.5, 3},
        {0, 0, 0, 0},
        {0.3, 0.1, 0.3, 0.25, -0.4, 0.05},
        {1000, 999.5, -1000, 998.75},
        {1e308, -1e308, 1e308, 0},
        {1, Double.NaN},
        {Double.POSITIVE_INFINITY, 1},
        {1, Double.NEGATIVE_INFINITY},
        {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY},
    };

    private static SparkSession spark;
    private static List<Double> grid;

    @BeforeAll
    static void runTheScript() throws IOException {
        GeneratedFile.assertUpToDate(ScriptSession.SCRIPT.toString(), SqlScript.text());
        spark = ScriptSession.create();
        Sessions.INTERPRETED.forEach(
                spark.conf()::set); // to compile each formula would take longer than to evaluate it
        grid = numbers();
        spark.sql("SELECT explode(array("
                        + grid.stream().map(SqlScriptTest::literal).collect(Collectors.joining(", ")) + ")) AS x")
                .createOrReplaceTempView("numbers");
        String arrays = Arrays.stream(ARRAYS).map(SqlScriptTest::literal).collect(Collectors.joining(", "));
        spark.sql("SELECT posexplode(array(" + arrays + ")) AS (i, x)").createOrReplaceTempView("arrays");
    }

    private static String literal(double[] row) {
        return Arrays.stream(row)
                .mapToObj(SqlScriptTest::literal)
                .collect(Collectors.joining(", ", "CAST(array(", ") AS ARRAY<DOUBLE>)"));
    }

    private static List<Double> numbers() {
        List<Double> positive = new ArrayList<>(List.of(
                Double.MIN_VALUE, 1e-310, 1e-300, 1e-150, 1e-16, 1e-8, 1e-3, 36.7, 40.5, 88.0, 709.5, 746.0, 1e3, 1e8));
        positive.addAll(List.of(1e16, 1e154, 1e200, Double.MAX_VALUE, Double.POSITIVE_INFINITY));
        for (double x = 0; x <= 21; x += 0.125) {
            positive.add(x);
        }
        List<Double> all = new ArrayList<>(positive);
        positive.forEach(x -> all.add(-x));
        all.add(Double.NaN);
        return all;
    }

    private static String literal(double x) {
        return "double('" + x + "')";
    }

    static List<String> scalarCalls() {
        return Catalogue.entries().stream()
                .filter(Entry::isElementwise)
                .flatMap(entry -> Stream.concat(Stream.of(entry.name()), entry.aliases().stream())
                        .flatMap(name -> calls(name, entry)))
                .toList();
    }

    /** At default and typical parameters, and at others. */
    private static Stream<String> calls(String name, Entry entry) {
        String typical = entry.example().call().replaceFirst("^[a-z0-9_]+", name);
        return Stream.of(
                        typical,
                        switch (entry.name()) {
                            case "gelu" -> name + "(approximate=none)";
                            case "hard_tanh" -> name + "(min=-0.5, max=2)";
                            case "threshold" -> name + "(threshold=-1, value=0.25)";
                            case "squareplus" -> name + "(b=0.01)";
                            case "softplus", "swish" -> name + "(beta=2.5)";
                            case "soft_shrink", "hard_shrink" -> name + "(lambda=0)";
                            case "elu", "celu", "leaky_relu", "prelu", "thresholded_relu" -> name + "(alpha=-0.3)";
                            default -> typical;
                        })
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("scalarCalls")
    void numbersAreThoseOfTheJar(String call) {
        Elementwise function = (Elementwise) Catalogue.named(call).kernel();
        String name = call.replaceFirst("\\(.*", "");
        String arguments = "(x"
                + call.substring(name.length())
                        .replaceFirst("^\\(", ", ")
                        .replaceFirst("\\)$", "")
                        .replaceAll("([a-z]+)=(-?[0-9.]+)", "$1 => $2D")
                        .replaceAll("([a-z]+)=([a-z]+)", "$1 => '$2'")
                + ")";
        Dataset<Row> result =
                spark.sql("SELECT x, " + name + arguments + ", " + name + "_derivative" + arguments + " FROM numbers");
        assertThat(result.queryExecution().optimizedPlan().toJSON()).doesNotContain("dev.activations");
        List<Row> rows = result.collectAsList();
        assertThat(rows).hasSameSizeAs(grid);
        for (Row row : rows) {
            double x = row.getDouble(0);
            assertClose(call, x, row.getDouble(1), function.value(x));
            assertClose(call + " derivative", x, row.getDouble(2), function.derivative(x));
        }
    }

    private static void assertClose(String call, double x, double actual, double expected) {
        String at = call + " at " + x;
        if (Double.isFinite(expected)) {
            assertThat(actual).as(at).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        } else {
            assertThat(actual).as(at).isEqualTo(Double.valueOf(expected));
        }
    }

    static List<String> rowNames() {
        return List.copyOf(SqlFormulas.ROWS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rowNames")
    void arraysAreThoseOfTheJar(String name) {
        Rowwise function = (Rowwise) Catalogue.all().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .example()
                .kernel();
        Dataset<Row> result = spark.sql("SELECT i, " + name + "(x) FROM arrays ORDER BY i");
        assertThat(result.queryExecution().optimizedPlan().toJSON()).doesNotContain("dev.activations");
        List<Row> all = result.collectAsList();
        assertThat(all).hasSize(ARRAYS.length);
        for (int k = 0; k < ARRAYS.length; k++) {
            List<Double> actual = all.get(k).getList(1);
            String row = Arrays.toString(ARRAYS[k]);
            double[] expected = KernelCalls.row(function, ARRAYS[k].clone());
            assertThat(actual).as(name + row).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertClose(name + row, i, actual.get(i), expected[i]);
            }
        }
    }

    @Test
    void nullGivesNull() {
        for (String call : List.of(
                "relu(NULL)",
                "leaky_relu(1D, NULL)",
                "gelu(1D, NULL)",
                "softmax(NULL)",
                "softmax(array(1D, NULL))",
                "swiglu(array(1D, NULL))",
                "hard_tanh_derivative(0D, `max` => NULL)")) {
            assertThat(spark.sql("SELECT " + call).first().isNullAt(0)).as(call).isTrue();
        }
    }

    @Test
    void everyFunctionIsKnownOrListedAsMissing() {
        List<String> defined = new ArrayList<>(SqlFormulas.SCALARS.keySet());
        defined.addAll(SqlFormulas.ROWS.keySet());
        assertThat(Catalogue.all().stream().map(Entry::name).filter(name -> !SqlScript.missing()
                        .contains(name)))
                .containsExactlyInAnyOrderElementsOf(defined);
        assertThat(SqlScript.missing())
                .containsExactly(
                        "mse_loss",
                        "bce_loss",
                        "bce_with_logits_loss",
                        "cross_entropy_loss",
                        "softmax_backward",
                        "log_softmax_backward");
        assertThat(SqlScript.text()).contains(SqlScript.missing()).contains(SqlScript.aggregates());
    }

    @Test
    void parametersAreNamedAndDefaultedAsInTheJar() {
        for (Entry entry : Catalogue.entries()) {
            for (Parameter parameter : entry.parameters()) {
                assertThat(SqlScript.text()).contains("`" + parameter.name() + "` ");
            }
        }
        assertThat(spark.sql("SELECT leaky_relu(-1D), leaky_relu(-1D, alpha => 0.5D)")
                        .first())
                .isEqualTo(org.apache.spark.sql.RowFactory.create(-0.01, -0.5));
    }
}
