package dev.activations.spark.catalyst.catalog;

import static dev.activations.spark.catalyst.catalog.Way.CATALOG;
import static dev.activations.spark.catalyst.catalog.Way.COLUMNS;
import static dev.activations.spark.catalyst.catalog.Way.EXTENSION;
import static dev.activations.spark.catalyst.catalog.Way.REGISTERED;
import static dev.activations.spark.catalyst.catalog.Way.SCRIPT;
import static dev.activations.spark.catalyst.catalog.Way.STAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** How the functions are called, and what is said of a wrong call. */
final class CallFeatures {

    private CallFeatures() {}

    static List<Feature> parameters() {
        return List.of(
                Feature.of("omitted parameters take their defaults", way -> assertThat(way.value("leaky_relu", "-1D"))
                        .isEqualTo(-0.01)),
                Feature.of("parameters by position", way -> assertThat(way.sql("leaky_relu(-2D, 0.5D)"))
                                .isEqualTo(-1.0))
                        .but(COLUMNS, "yes", CallFeatures::halfSlope)
                        .but(STAGE, "by name only", way -> assertThatThrownBy(() -> way.value("leaky_relu(0.5)", "-2D"))
                                .hasMessageContaining("write parameters by name")),
                Feature.of("parameters by name", way -> assertThat(way.sql("leaky_relu(alpha => 0.5D, x => -2D)"))
                                .isEqualTo(-1.0))
                        .but(CATALOG, "rejected by Spark", way -> assertThatThrownBy(
                                        () -> way.sql("leaky_relu(-2D, alpha => 0.5D)"))
                                .hasMessageContaining("alpha => 0.5"))
                        .but(STAGE, "yes", CallFeatures::halfSlope)
                        .notIn(COLUMNS),
                Feature.of("parameters that vary from row to row", way -> assertThat(way.add(
                                                way.session().range(1, 4).selectExpr("-1D AS x", "id / 4D AS slope"),
                                                "y",
                                                FunctionUse.of("leaky_relu", "x")
                                                        .with("alpha", new FunctionUse.Sql("slope")))
                                        .select("y")
                                        .collectAsList()
                                        .toString())
                                .isEqualTo("[[-0.25], [-0.5], [-0.75]]"))
                        .but(STAGE, "rejected", way -> assertThatThrownBy(
                                        () -> way.value(FunctionUse.of("leaky_relu", "-1D")
                                                .with("alpha", new FunctionUse.Sql("slope"))))
                                .hasMessageContaining("parameter alpha must be any finite number, got slope")),
                Feature.of("words as parameters", way -> assertThat(
                                (Double) way.value(FunctionUse.of("gelu", "1D").with("approximate", "none")))
                        .isCloseTo(0.841344746068542949, within(1e-15))),
                Feature.of("a parameter that is NULL gives NULL", way -> assertThat(
                                        way.value(FunctionUse.of("leaky_relu", "-1D")
                                                .with("alpha", new FunctionUse.Sql("CAST(NULL AS double)"))))
                                .isNull())
                        .notIn(STAGE));
    }

    static List<Feature> refusals() {
        String sentence = "celu: parameter alpha must be finite and not 0, got 0";
        Consumer<Way> onNoRow =
                way -> assertThatThrownBy(() -> celuAtZero(way, 0)).hasMessageContaining(sentence);
        return List.of(
                Feature.of("rejects a parameter out of range, even on an empty table", onNoRow)
                        .but(CATALOG, "at run time", way -> {
                            assertThat(celuAtZero(way, 0)).isEmpty();
                            assertThatThrownBy(() -> celuAtZero(way, 1)).hasStackTraceContaining(sentence);
                        })
                        .but(SCRIPT, "words only, at run time", CallFeatures::onlyWordsAreChecked),
                Feature.of("rejects input of a wrong type, even on an empty table", way -> assertThatThrownBy(
                                () -> way.add(
                                        way.session().range(0).selectExpr("map(id, id) AS x"),
                                        "y",
                                        FunctionUse.of("relu", "x")))
                        .hasMessageContaining(
                                way == EXTENSION || way == REGISTERED || way == COLUMNS || way == SCRIPT
                                        ? "DATATYPE_MISMATCH"
                                        : "relu takes numbers, arrays of numbers or vectors")),
                Feature.of("rejects a wrong number of arguments", way -> assertThatThrownBy(() -> way.sql("relu(1, 2)"))
                                .hasMessageContaining(way == CATALOG ? "relu(x) got 2 arguments" : "WRONG_NUM_ARGS"))
                        .notIn(COLUMNS, STAGE),
                Feature.of("suggests similar names for an unknown one", way -> assertThatThrownBy(
                                        () -> way.value("rleu", "1D"))
                                .hasMessageContaining("did you mean relu"))
                        .notIn(EXTENSION, REGISTERED, CATALOG, COLUMNS, SCRIPT),
                Feature.of("class index out of range: an error in ANSI mode, NULL otherwise", way -> {
                            FunctionUse use = FunctionUse.of("cross_entropy_loss", "array(1D, 2D)", "2");
                            assertThatThrownBy(() -> way.value(use))
                                    .hasStackTraceContaining("class must be from 0 to 1");
                            assertThat(way.notAnsi(() -> way.value(use))).isNull();
                        })
                        .notIn(STAGE, SCRIPT));
    }

    private static void halfSlope(Way way) {
        assertThat(way.value(FunctionUse.of("leaky_relu", "-2D").with("alpha", 0.5)))
                .isEqualTo(-1.0);
    }

    private static void onlyWordsAreChecked(Way way) {
        assertThat(celuAtZero(way, 0)).isEmpty();
        assertThat(way.value(
                        FunctionUse.of("leaky_relu", "-1D").with("alpha", new FunctionUse.Sql("double('Infinity')"))))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        FunctionUse gelu = FunctionUse.of("gelu", "id").with("approximate", "roughly");
        assertThat(way.add(way.session().range(0).toDF(), "y", gelu).collectAsList())
                .isEmpty();
        assertThatThrownBy(
                        () -> way.add(way.session().range(1).toDF(), "y", gelu).collectAsList())
                .hasStackTraceContaining("approximate must be none or tanh");
    }

    private static List<Row> celuAtZero(Way way, int rows) {
        return way.add(
                        way.session().range(rows).selectExpr("double(id) AS x"),
                        "y",
                        FunctionUse.of("celu", "x").with("alpha", 0.0))
                .collectAsList();
    }
}
