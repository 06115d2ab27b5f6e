package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.report.JsonReport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** report.json has every name of its contract, null where a figure is undetermined, and nothing but JSON's own numbers. */
class JsonReportTest {

    private static final List<String> COUNTS = List.of(
            "samples",
            "values",
            "missing",
            "masked",
            "never_fired_units",
            "dead_units",
            "stuck_units",
            "insufficient_units",
            "nearly_dead_units",
            "low_rate_units",
            "always_on_units",
            "constant_units",
            "non_finite_units",
            "still_dead_units",
            "saturated_units",
            "outlier_units",
            "collapsed_heads",
            "unused_classes",
            "nan",
            "positive_infinity",
            "negative_infinity",
            "negative_zero",
            "subnormal",
            "row_sum_errors",
            "gradient_zero_units");
    private static final List<String> NUMBERS = List.of(
            "unseen_alive_estimate",
            "firing_rate_upper_bound",
            "dead_fraction",
            "stuck_fraction",
            "never_fired_fraction",
            "saturated_low_fraction",
            "saturated_high_fraction",
            "saturated_fraction",
            "signal_spread",
            "relative_spread",
            "scale_ratio",
            "mean_derivative",
            "derivative_ratio",
            "derivative_variation",
            "cumulative_log10_derivative",
            "zero_fraction",
            "mean",
            "standard_deviation",
            "skewness",
            "min",
            "max",
            "fp16_headroom",
            "entropy_mean",
            "collapsed_fraction",
            "max_probability_mean",
            "top_class_fraction",
            "gradient_mean_absolute",
            "gradient_norm",
            "gradient_ratio_to_first");
    private static final List<String> OTHERS = List.of("firing_density", "quantiles", "histogram", "head_entropy");

    private static JsonNode report;

    @BeforeAll
    static void diagnose() {
        report = DigitsLog.json(DigitsLog.report());
    }

    @Test
    void reportHasTheNamesOfItsContract() {
        assertThat(names(report))
                .containsExactly(
                        "schema", "input", "settings", "runs", "findings", "suppressed", "checks", "baseline", "made");
        assertThat(names(report.get("made"))).containsExactly("date", "version", "command", "input", "checks");
        assertThat(report.get("schema").textValue()).isEqualTo("activations-report/2");
        assertThat(names(report.get("input")))
                .containsExactly(
                        "paths",
                        "format",
                        "files",
                        "checksummed_files",
                        "layout",
                        "rows",
                        "missing_rows",
                        "filters",
                        "skipped",
                        "notes");
        assertThat(names(report.at("/runs/0"))).containsExactly("run", "layers");
        assertThat(names(report.at("/runs/0/layers/0")))
                .containsExactly(
                        "layer",
                        "depth",
                        "activation",
                        "activation_in_log",
                        "role",
                        "role_declared",
                        "units",
                        "verdict",
                        "steps",
                        "steps_left_out",
                        "latest",
                        "overall",
                        "died_at_step",
                        "revived_units",
                        "notes");
        assertThat(names(report.at("/findings/0")))
                .containsExactly(
                        "severity",
                        "rule",
                        "run",
                        "layer",
                        "step",
                        "since",
                        "since_or_before",
                        "evidence",
                        "numbers",
                        "suggestions");
        assertThat(names(report.at("/findings/0/suggestions/0"))).containsExactly("text", "source", "because");
        assertThat(names(report.at("/runs/0/layers/0/latest/histogram/0"))).containsExactly("lower", "upper", "count");
    }

    @Test
    void everyFigureExistsForEveryStepAndOverall() {
        List<String> figures = new ArrayList<>(COUNTS);
        figures.addAll(NUMBERS);
        figures.addAll(OTHERS);
        for (JsonNode run : report.get("runs")) {
            for (JsonNode layer : run.get("layers")) {
                layer.get("steps").forEach(step -> assertHas(step, figures, "step"));
                assertHas(layer.get("latest"), figures, "step");
                assertHas(layer.get("overall"), figures, "from_step", "to_step");
            }
        }
    }

    private static void assertHas(JsonNode step, List<String> figures, String... more) {
        List<String> expected = new ArrayList<>(figures);
        expected.addAll(List.of(more));
        assertThat(names(step)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(COUNTS).allSatisfy(name -> assertThat(
                        step.get(name).isNull() || step.get(name).isIntegralNumber())
                .as(name)
                .isTrue());
        assertThat(NUMBERS).allSatisfy(name -> assertThat(
                        step.get(name).isNull() || step.get(name).isDouble())
                .as(name)
                .isTrue());
    }

    @Test
    void latestIsTheLastStep() {
        for (JsonNode run : report.get("runs")) {
            for (JsonNode layer : run.get("layers")) {
                assertThat(layer.get("latest")).isEqualTo(layer.get("steps").get(5));
            }
        }
    }

    @Test
    void undeterminedFigureIsNull() {
        JsonNode gelu = layer("healthy-gelu", "hidden1").get("latest");
        JsonNode softmax = layer("healthy-gelu", "softmax").get("latest");
        JsonNode nan = layer("diverged-leaky", "hidden1").get("latest");

        assertThat(gelu.get("firing_density").isNull()).isTrue();
        assertThat(gelu.get("saturated_high_fraction").isNull()).isTrue();
        assertThat(gelu.get("dead_units").longValue()).isZero();
        assertThat(softmax.get("dead_units").isNull()).isTrue();
        assertThat(softmax.get("entropy_mean").isDouble()).isTrue();
        assertThat(nan.get("mean").isNull()).isTrue();
        assertThat(nan.get("quantiles").isNull()).isTrue();
        assertThat(nan.get("histogram")).isEmpty();
        assertThat(nan.get("nan").longValue()).isEqualTo(nan.get("values").longValue());
    }

    @Test
    void unitsThatCannotDieDiedAtNoStep() {
        assertThat(layer("healthy-gelu", "hidden1").get("died_at_step")).isEmpty();
        assertThat(layer("healthy-gelu", "hidden1").get("revived_units").longValue())
                .isZero();
        assertThat(layer("high-lr-relu", "hidden1").get("died_at_step").toString())
                .isEqualTo("{\"0\":1,\"25\":21,\"100\":25}");
    }

    @Test
    void quantilesAndRatesHaveTheirNames() {
        JsonNode step = layer("high-lr-relu", "hidden1").get("latest");

        assertThat(names(step.get("quantiles")))
                .containsExactly("0.01", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.99");
        assertThat(names(step.get("firing_density"))).containsExactly("0", "<0.0001", "<0.001", "<0.01", "<0.1", "<=1");
    }

    @Test
    void numbersTooLargeForTheirFigureAreNullAndNotInfinite() {
        Report huge = ActivationDiagnostics.on(
                        Sessions.shared()
                                .sql(
                                        "SELECT 'fc' AS layer, 0L AS step, 'leaky_relu' AS activation, array(1.7e308D, -1.7e308D) AS post"))
                .run();
        JsonNode latest = DigitsLog.json(huge).at("/runs/0/layers/0/latest");

        assertThat(latest.get("max").doubleValue()).isEqualTo(1.7e308);
        assertThat(NUMBERS).allSatisfy(name -> assertThat(
                        latest.get(name).isNull() || latest.get(name).isDouble())
                .as(name)
                .isTrue());
        assertThat(text(huge)).doesNotContain("Infinity").doesNotContain("NaN");
    }

    private static String text(Report report) {
        return new JsonReport().text(report);
    }

    @Test
    void namesFromTheLogAreEscaped() {
        String name = "a\"b\\c\n<script>\u2028é";
        Report report = TestLog.log().layer(name, 0, "relu").posts(2, 0f, 1f).diagnosed();

        assertThat(DigitsLog.json(report).at("/runs/0/layers/0/layer").textValue())
                .isEqualTo(name);
    }

    private static JsonNode layer(String run, String layer) {
        for (JsonNode aRun : report.get("runs")) {
            for (JsonNode aLayer : aRun.get("layers")) {
                if (aRun.get("run").textValue().equals(run)
                        && aLayer.get("layer").textValue().equals(layer)) {
                    return aLayer;
                }
            }
        }
        throw new AssertionError("no layer " + run + "/" + layer);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        assertThat(new TreeSet<>(names)).hasSameSizeAs(names);
        return names;
    }
}
