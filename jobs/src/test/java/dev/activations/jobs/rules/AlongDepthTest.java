package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.LayerBuilder.layer;
import static dev.activations.jobs.rules.RulesTest.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerBuilder.Found;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The logarithm of the gradient adds up along the depth of a run, until a layer does not tell its own. */
class AlongDepthTest {

    /** Fires in half of the samples: a mean gradient of 1/2. */
    private static final Unit HALF = Unit.alive();

    private static final double LOG_HALF = Math.log10(0.5);

    @Test
    void logarithmsAddUpByDepthHoweverTheLayersCame() {
        assertThat(cumulative(0, relu("c", 2), relu("a", 0), relu("b", 1)))
                .containsExactly(known(LOG_HALF), known(LOG_HALF + LOG_HALF), known(LOG_HALF + LOG_HALF + LOG_HALF));
    }

    @Test
    void softmaxIsPassedOver() {
        LayerDiagnosis softmax = layer("softmax")
                .named("b", 1)
                .step(0, 20, Unit.constant(0.4), Unit.constant(0.6))
                .build();

        assertThat(cumulative(0, relu("a", 0), softmax, relu("c", 2)))
                .containsExactly(known(LOG_HALF), OptionalDouble.empty(), known(LOG_HALF + LOG_HALF));
    }

    @Test
    void layerThatDoesNotTellItsGradientEndsTheSum() {
        LayerDiagnosis gelu = layer("gelu").named("b", 1).step(0, 20, HALF).build();

        assertThat(cumulative(0, relu("a", 0), gelu, relu("c", 2)))
                .containsExactly(known(LOG_HALF), OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void layerWithoutAnyGradientEndsTheSum() {
        LayerDiagnosis dead =
                layer("relu").named("b", 1).step(0, 20, Unit.silent()).build();

        assertThat(cumulative(0, relu("a", 0), dead, relu("c", 2)))
                .containsExactly(known(LOG_HALF), OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void layerWithoutRowsAtAStepEndsTheSumThere() {
        LayerDiagnosis first =
                layer("relu").named("a", 0).step(0, 20, HALF).step(1, 20, HALF).build();
        LayerDiagnosis sparse = layer("relu").named("b", 1).step(1, 20, HALF).build();
        LayerDiagnosis last =
                layer("relu").named("c", 2).step(0, 20, HALF).step(1, 20, HALF).build();

        assertThat(cumulative(0, first, sparse, last)).containsExactly(known(LOG_HALF), OptionalDouble.empty());
        assertThat(cumulative(1, first, sparse, last))
                .containsExactly(known(LOG_HALF), known(LOG_HALF + LOG_HALF), known(LOG_HALF + LOG_HALF + LOG_HALF));
    }

    private static LayerDiagnosis relu(String name, int depth) {
        return layer("relu").named(name, depth).step(0, 20, units(3, HALF)).build();
    }

    private static OptionalDouble known(double value) {
        return OptionalDouble.of(value);
    }

    /** The figure of the layers that have the step, by depth. */
    private static List<OptionalDouble> cumulative(long step, LayerDiagnosis... layers) {
        return Found.of(Settings.DEFAULT, layers).run().layers().stream()
                .flatMap(layer -> layer.diagnosis().steps().stream())
                .filter(at -> at.step() == step)
                .map(at -> at.figures().get(Figure.CUMULATIVE_LOG10_DERIVATIVE))
                .toList();
    }
}
