package dev.activations.spark.catalyst.catalog;

import static dev.activations.spark.catalyst.catalog.Way.CATALOG;
import static dev.activations.spark.catalyst.catalog.Way.COLUMNS;
import static dev.activations.spark.catalyst.catalog.Way.EXTENSION;
import static dev.activations.spark.catalyst.catalog.Way.SCRIPT;
import static dev.activations.spark.catalyst.catalog.Way.STAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.definition.Mish;
import dev.activations.functions.definition.Tanh;
import java.util.List;

/** Which functions there are, and which bits they give. */
final class FunctionFeatures {

    private FunctionFeatures() {}

    static List<Feature> functions() {
        return List.of(
                Feature.of("functions of a whole array", way -> {
                            assertThat(Way.list(way.value("softmax", "array(0D, 0D)")))
                                    .containsExactly(0.5, 0.5);
                            assertThat(Way.list(way.value("reglu", "array(2F, 3F)")))
                                    .containsExactly(6f);
                        })
                        .but(SCRIPT, "yes", way -> {
                            assertThat(Way.list(way.value("softmax", "array(0D, 0D)")))
                                    .containsExactly(0.5, 0.5);
                            assertThat(Way.list(way.value("reglu", "array(2D, 3D)")))
                                    .containsExactly(6.0);
                        }),
                Feature.of("derivatives", way -> assertThat(way.value("relu_derivative", "3F"))
                                .isEqualTo(1f))
                        .but(STAGE, "no", way -> assertThatThrownBy(() -> way.value("relu_derivative", "3F"))
                                .hasMessageContaining("unknown activation 'relu_derivative'"))
                        .but(SCRIPT, "yes", way -> assertThat(way.value("relu_derivative", "3D"))
                                .isEqualTo(1.0)),
                Feature.of("losses", way -> {
                            assertThat(way.value("mse_loss", "1F", "3F")).isEqualTo(4f);
                            assertThat(way.value("mse_loss", "array(1D, 2D)", "array(3D, 2D)"))
                                    .isEqualTo(2.0);
                            assertThat(way.value("cross_entropy_loss", "array(0D, 1000D)", "0"))
                                    .isEqualTo(1000.0);
                        })
                        .but(STAGE, "no: it has one input column", way -> assertThatThrownBy(
                                        () -> way.value("mse_loss", "1F"))
                                .hasMessageContaining("unknown activation 'mse_loss'"))
                        .but(SCRIPT, "no", way -> assertMissing(way, "mse_loss(1D, 3D)")),
                Feature.of("losses of each element, <code>reduction => 'none'</code>", way -> assertThat(
                                        Way.list(way.value(FunctionUse.of("mse_loss", "array(1D, 2D)", "array(3D, 2D)")
                                                .with("reduction", "none"))))
                                .containsExactly(4.0, 0.0))
                        .but(CATALOG, "rejected at run time", way -> assertThatThrownBy(
                                        () -> way.value(FunctionUse.of("mse_loss", "array(1D, 2D)", "array(3D, 2D)")
                                                .with("reduction", "none")))
                                .hasStackTraceContaining("parameter reduction must be one of mean, sum in a catalog"))
                        .notIn(STAGE, SCRIPT),
                Feature.of("gradients through softmax and log-softmax", way -> assertThat(
                                        Way.list(way.value("softmax_backward", "array(0D, 0D)", "array(1D, 3D)")))
                                .containsExactly(-0.5, 0.5))
                        .but(SCRIPT, "no", way -> assertMissing(way, "softmax_backward(array(0D, 0D), array(1D, 3D))"))
                        .notIn(STAGE),
                Feature.of("aggregates", way -> assertThat(way.session()
                                        .sql("SELECT %s(v) FROM VALUES (array(0F, 1F)), (array(-1F, 2F)) AS t(v)"
                                                .formatted(way.sqlName("unit_firing_counts")))
                                        .first())
                                .hasToString("[ArraySeq(0, 2)]"))
                        .but(CATALOG, "no", way -> assertMissing(way, "unit_firing_counts(array(1F))"))
                        .but(SCRIPT, "no", way -> assertMissing(way, "unit_firing_counts(array(1F))"))
                        .notIn(COLUMNS, STAGE),
                Feature.of(
                        "aliases", way -> assertThat(way.value("linear", "3D")).isEqualTo(3.0)),
                Feature.of("the same bits as the Java functions", FunctionFeatures::sameBits)
                        .but(EXTENSION, "yes, except tanh of a number", FunctionFeatures::sameBitsButTanh)
                        .but(COLUMNS, "yes, except tanh of a number", FunctionFeatures::sameBitsButTanh)
                        .but(SCRIPT, "to within 1e-12 · max(1, \\|y\\|)", FunctionFeatures::closeToTheKernels));
    }

    private static void assertMissing(Way way, String call) {
        assertThatThrownBy(() -> way.sql(call)).hasMessageContaining("UNRESOLVED_ROUTINE");
    }

    /** A sample; {@link SameBitsTest} does so for all functions, types and special values. */
    private static void sameBits(Way way) {
        assertThat(way.value("tanh", "0.3D")).isEqualTo(new Tanh().value(0.3));
        assertThat(way.value("tanh", "0.3F")).isEqualTo(new Tanh().value(0.3f));
        assertThat(way.value("mish", "0.3D")).isEqualTo(new Mish().value(0.3));
    }

    /** A sample; {@link SqlScriptTest} does so for all functions and special values. */
    private static void closeToTheKernels(Way way) {
        assertThat((Double) way.value("tanh", "0.3D")).isCloseTo(new Tanh().value(0.3), within(1e-12));
        assertThat((Double) way.value("mish", "0.3D")).isCloseTo(new Mish().value(0.3), within(1e-12));
        assertThat((Double) way.value("mish", "3e5D")).isCloseTo(new Mish().value(3e5), within(3e-7));
    }

    private static void sameBitsButTanh(Way way) {
        assertThat(way.value("tanh", "0.3F")).isEqualTo(Math.tanh(0.3f));
        assertThat(Way.list(way.value("tanh", "array(0.3F)"))).containsExactly(new Tanh().value(0.3f));
        assertThat(way.value("mish", "0.3D")).isEqualTo(new Mish().value(0.3));
    }
}
