package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.LayerBuilder.layer;
import static dev.activations.jobs.rules.RulesTest.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerBuilder.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which role a layer plays where none is declared, and what each role is spared. */
class RolesTest {

    private static final Unit SURE = sample -> sample % 2 == 0 ? 0.999 : 0.999001;
    private static final List<String> SPARED =
            List.of("saturation", "signal-collapse", "vanishing-gradient", "no-nonlinearity");

    @Test
    void deepestSigmoidOfARunWithoutRolesIsTakenForTheOutputAndReported() {
        Found found = layer("sigmoid").step(0, 50, units(4, SURE)).findingsAsDerived();

        assertThat(found.named()).containsExactly("warn constant-output", "info output-layer-assumed");
        assertThat(found.the("output-layer-assumed").evidence())
                .contains("--output-layer none")
                .contains("--role 'layer=hidden'")
                .contains(SPARED);
        assertThat(found.the("output-layer-assumed").numbers()).isEqualTo(Map.of("rules", SPARED));
    }

    @Test
    void sameSigmoidDeclaredHiddenIsNotSpared() {
        Found found = layer("sigmoid").step(0, 50, units(4, SURE)).findings();

        assertThat(found.named())
                .contains("fail saturation", "fail signal-collapse")
                .doesNotContain("info output-layer-assumed");
        assertThat(found.verdict()).isEqualTo(LayerVerdict.FAIL);
    }

    @Test
    void noSigmoidIsTakenForTheOutputWhereThatIsSwitchedOff() {
        Settings none = Settings.builder().assumesOutput(false).build();

        assertThat(layer("sigmoid")
                        .with(none)
                        .step(0, 50, units(4, SURE))
                        .findingsAsDerived()
                        .named())
                .contains("fail saturation")
                .doesNotContain("info output-layer-assumed");
    }

    @Test
    void healthySigmoidAtTheEndIsNotMentioned() {
        assertThat(layer("sigmoid")
                        .step(0, 50, units(4, Unit.between(0.1, 0.9)))
                        .findingsAsDerived()
                        .named())
                .isEmpty();
    }

    @Test
    void tanhAtTheEndIsHidden() {
        assertThat(roles(built("tanh", "a", 0))).containsExactly(Role.HIDDEN);
    }

    @Test
    void onlyTheDeepestSigmoidIsTakenForTheOutput() {
        assertThat(roles(built("sigmoid", "a", 3), built("sigmoid", "b", 2))).containsExactly(Role.HIDDEN, Role.OUTPUT);
        assertThat(roles(built("sigmoid", "a", 3), built("sigmoid", "c", 3), built("sigmoid", "b", 3)))
                .containsExactly(Role.HIDDEN, Role.HIDDEN, Role.OUTPUT);
    }

    @Test
    void declarationAnywhereInTheRunEndsTheGuessing() {
        LayerDiagnosis declared = layer("relu")
                .named("a", 0)
                .as(Role.HIDDEN)
                .step(0, 50, units(4, Unit.alive()))
                .build();

        assertThat(roles(declared, built("sigmoid", "b", 1))).containsExactly(Role.HIDDEN, Role.HIDDEN);
    }

    @Test
    void softmaxIsAnOutputWhereverItStandsUnlessItsShapeHasTwoAxes() {
        assertThat(roles(built("softmax", "a", 0), built("relu", "b", 1))).containsExactly(Role.OUTPUT, Role.HIDDEN);
        assertThat(roles(shaped("a", 0, 2, 2), built("relu", "b", 1))).containsExactly(Role.ATTENTION, Role.HIDDEN);
    }

    @Test
    void deepestSoftmaxOfTokensByClassesIsAnOutputButNotOneOfHeads() {
        assertThat(roles(built("relu", "a", 0), shaped("b", 1, 2, 2))).containsExactly(Role.HIDDEN, Role.OUTPUT);
        assertThat(roles(built("relu", "a", 0), shaped("b", 1, 1, 2, 2))).containsExactly(Role.HIDDEN, Role.ATTENTION);
    }

    @Test
    void declaredRoleIsTakenAsItIs() {
        assertThat(roles(layer("softmax")
                        .as(Role.ROUTER)
                        .step(0, 20, units(4, Unit.constant(0.25)))
                        .build()))
                .containsExactly(Role.ROUTER);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void saturationIsAnAlarmForAllButOutputsAndGates(Role role) {
        Unit levelledOff = sample -> sample % 2 == 0 ? 0.99 : -0.99;

        assertThat(layer("tanh")
                        .as(role)
                        .step(0, 20, units(10, levelledOff))
                        .findings()
                        .of("saturation")
                        .isPresent())
                .isEqualTo(role != Role.OUTPUT && role != Role.GATE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void vanishingGradientIsJudgedWhereASignalIsToPass(Role role) {
        Unit bothTails = sample -> sample % 2 == 0 ? 0.995 : -0.995;

        assertThat(layer("tanh")
                        .as(role)
                        .step(0, 50, units(10, bothTails))
                        .findings()
                        .of("vanishing-gradient")
                        .isPresent())
                .isEqualTo(role == Role.HIDDEN || role == Role.ATTENTION || role == Role.ROUTER);
    }

    private static LayerDiagnosis built(String activation, String name, int depth) {
        return layer(activation).named(name, depth).step(0, 50, units(4, SURE)).build();
    }

    private static LayerDiagnosis shaped(String name, int depth, int... shape) {
        return layer("softmax")
                .named(name, depth)
                .shaped(UnitLayout.alongAxis(shape, 0))
                .step(0, 50, units(4, Unit.constant(0.5)))
                .build();
    }

    private static List<Role> roles(LayerDiagnosis... layers) {
        return Found.of(Settings.DEFAULT, layers).run().layers().stream()
                .map(layer -> layer.diagnosis().role())
                .toList();
    }
}
