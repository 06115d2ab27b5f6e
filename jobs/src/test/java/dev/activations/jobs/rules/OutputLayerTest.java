package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.LayerBuilder.layer;
import static dev.activations.jobs.rules.RulesTest.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerBuilder.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The output layer is the deepest, and where it is meant to become sure of itself it is spared the rules about that. */
class OutputLayerTest {

    private static final Unit SURE = sample -> sample % 2 == 0 ? 0.999 : 0.999001;
    private static final List<String> SPARED =
            List.of("saturation", "signal-collapse", "vanishing-gradient", "no-nonlinearity");

    @Test
    void sigmoidAtTheOutputIsSparedAndThatIsSaid() {
        Found found = layer("sigmoid").step(0, 50, units(4, SURE)).findingsAsOutput();

        assertThat(found.named()).containsExactly("info output-layer-assumed");
        assertThat(found.the("output-layer-assumed").evidence())
                .contains("--output-layer none")
                .contains(SPARED);
        assertThat(found.the("output-layer-assumed").numbers()).isEqualTo(Map.of("rules", SPARED));
        assertThat(found.verdict()).isEqualTo(LayerVerdict.OK);
    }

    @Test
    void sameSigmoidWithoutAnOutputLayerIsNotSpared() {
        Found found = layer("sigmoid").step(0, 50, units(4, SURE)).findings();

        assertThat(SPARED).allSatisfy(rule -> assertThat(found.of(rule)).isPresent());
        assertThat(found.of("output-layer-assumed")).isEmpty();
        assertThat(found.verdict()).isEqualTo(LayerVerdict.FAIL);
    }

    @Test
    void healthySigmoidAtTheOutputIsNotMentioned() {
        assertThat(layer("sigmoid")
                        .step(0, 50, units(4, Unit.between(0.1, 0.9)))
                        .findingsAsOutput()
                        .named())
                .isEmpty();
    }

    @Test
    void tanhAtTheOutputIsNotSpared() {
        assertThat(layer("tanh").step(0, 50, units(4, SURE)).findingsAsOutput().named())
                .contains("fail saturation")
                .doesNotContain("info output-layer-assumed");
    }

    @Test
    void otherRulesStillHoldForASparedSigmoid() {
        assertThat(layer("sigmoid")
                        .step(0, 50, units(4, Unit.constant(0.999)))
                        .findingsAsOutput()
                        .named())
                .containsExactly("warn constant-units", "info output-layer-assumed");
    }

    @Test
    void deepestLayerIsTheOutput() {
        assertThat(spared(Settings.DEFAULT, sigmoid("a", 3), sigmoid("b", 2))).containsExactly("a");
    }

    @Test
    void amongTheDeepestTheLastByNameIsTheOutput() {
        assertThat(spared(Settings.DEFAULT, sigmoid("a", 3), sigmoid("c", 3), sigmoid("b", 3)))
                .containsExactly("c");
    }

    @Test
    void namedLayerIsTheOutputAndTheDeepestNoLonger() {
        assertThat(spared(Settings.builder().outputLayer("b").build(), sigmoid("a", 3), sigmoid("b", 2)))
                .containsExactly("b");
    }

    @Test
    void noLayerNeedBeTheOutput() {
        assertThat(spared(
                        Settings.builder().outputLayer(Settings.NO_OUTPUT_LAYER).build(),
                        sigmoid("a", 3),
                        sigmoid("b", 2)))
                .isEmpty();
    }

    private static LayerDiagnosis sigmoid(String name, int depth) {
        return layer("sigmoid").named(name, depth).step(0, 50, units(4, SURE)).build();
    }

    private static List<String> spared(Settings settings, LayerDiagnosis... layers) {
        return Found.of(settings, layers).run().findings().stream()
                .filter(finding -> finding.rule().name().equals("output-layer-assumed"))
                .map(finding -> finding.subject().name())
                .toList();
    }
}
