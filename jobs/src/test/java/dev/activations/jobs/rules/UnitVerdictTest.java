package dev.activations.jobs.rules;

import static dev.activations.jobs.diagnosis.UnitVerdict.ALIVE;
import static dev.activations.jobs.diagnosis.UnitVerdict.ALWAYS_ON;
import static dev.activations.jobs.diagnosis.UnitVerdict.CONSTANT;
import static dev.activations.jobs.diagnosis.UnitVerdict.DEAD;
import static dev.activations.jobs.diagnosis.UnitVerdict.INSUFFICIENT_DATA;
import static dev.activations.jobs.diagnosis.UnitVerdict.NEARLY_DEAD;
import static dev.activations.jobs.diagnosis.UnitVerdict.NON_FINITE;
import static dev.activations.jobs.diagnosis.UnitVerdict.STUCK;
import static dev.activations.jobs.rules.LayerBuilder.NULL;
import static dev.activations.jobs.rules.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.model.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each verdict of a unit at its boundary, and which comes first where several hold. */
class UnitVerdictTest {

    @Test
    void unitThatNeverFiresIn299SamplesIsDead() {
        assertThat(verdict("relu", 299, Unit.silent())).isEqualTo(DEAD);
    }

    @Test
    void unitThatNeverFiresIn298SamplesHasTooLittleData() {
        assertThat(verdict("relu", 298, Unit.silent())).isEqualTo(INSUFFICIENT_DATA);
    }

    @Test
    void unitThatFiresOnceIn473SamplesIsNearlyDead() {
        assertThat(verdict("relu", 473, Unit.firingIn(1))).isEqualTo(NEARLY_DEAD);
    }

    @Test
    void unitThatFiresOnceIn472SamplesIsAlive() {
        assertThat(verdict("relu", 472, Unit.firingIn(1))).isEqualTo(ALIVE);
    }

    @Test
    void unitThatFiresTwiceIsNearlyDeadFrom628SamplesOn() {
        assertThat(verdict("relu", 628, Unit.firingIn(2))).isEqualTo(NEARLY_DEAD);
        assertThat(verdict("relu", 627, Unit.firingIn(2))).isEqualTo(ALIVE);
    }

    @Test
    void lowRateWithoutProofIsCountedApart() {
        Figures figures = layer("relu")
                .step(0, 472, Unit.firingIn(1), Unit.firingIn(4), Unit.firingIn(5), Unit.silent())
                .latest()
                .figures();

        assertThat(figures.count(Figure.LOW_RATE_UNITS)).isEqualTo(2); // 1/472 and 4/472 are below 1 %, 5/472 is not
        assertThat(figures.count(Figure.NEARLY_DEAD_UNITS)).isZero();
    }

    @Test
    void nearlyDeadUnitsAreNotLowRateUnits() {
        Figures figures = layer("relu")
                .step(0, 473, Unit.firingIn(1), Unit.firingIn(2))
                .latest()
                .figures();

        assertThat(figures.count(Figure.NEARLY_DEAD_UNITS)).isEqualTo(1);
        assertThat(figures.count(Figure.LOW_RATE_UNITS)).isEqualTo(1);
    }

    @Test
    void unitOfEqualValuesIsConstantFromTwoSamplesOn() {
        assertThat(verdict("tanh", 2, Unit.constant(0.3))).isEqualTo(CONSTANT);
        assertThat(verdict("tanh", 1, Unit.constant(0.3))).isEqualTo(ALIVE);
        assertThat(verdict("tanh", 2, Unit.constant(0.3).except(1, Math.nextUp(0.3))))
                .isEqualTo(ALIVE);
    }

    @Test
    void zerosOfEitherSignAreEqual() {
        assertThat(verdict("tanh", 10, Unit.constant(0).except(3, -0.0))).isEqualTo(CONSTANT);
    }

    @Test
    void constantComesBeforeAlwaysOn() {
        assertThat(verdict("relu", 50, Unit.constant(2))).isEqualTo(CONSTANT);
    }

    @Test
    void deadComesBeforeConstant() {
        assertThat(verdict("relu", 299, Unit.constant(0))).isEqualTo(DEAD);
        assertThat(verdict("relu", 298, Unit.constant(0))).isEqualTo(INSUFFICIENT_DATA);
    }

    @Test
    void unitThatFiresEverywhereIsAlwaysOn() {
        assertThat(verdict("relu", 50, Unit.alwaysOn())).isEqualTo(ALWAYS_ON);
        assertThat(verdict("relu", 50, Unit.alwaysOn().except(7, 0))).isEqualTo(ALIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaky_relu", "elu", "tanh", "sigmoid", "gelu", "identity"})
    void unitOfAFunctionThatIsNeverOffIsNeitherDeadNorAlwaysOn(String activation) {
        assertThat(verdict(activation, 400, Unit.between(0.1, 0.2))).isEqualTo(ALIVE);
        assertThat(verdict(activation, 400, Unit.constant(0.3))).isEqualTo(CONSTANT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void oneNonFiniteValueComesBeforeEverything(double value) {
        assertThat(verdict("relu", 400, Unit.silent().except(17, value))).isEqualTo(NON_FINITE);
        assertThat(verdict("relu", 400, Unit.constant(3).except(17, value))).isEqualTo(NON_FINITE);
        assertThat(verdict("relu", 400, Unit.alive().except(17, value))).isEqualTo(NON_FINITE);
        assertThat(verdict("tanh", 400, Unit.constant(0).except(17, value))).isEqualTo(NON_FINITE);
    }

    @Test
    void nonFiniteInputOfAFiniteOutputMakesTheUnitNonFinite() {
        Unit[] inputs = {Unit.between(-1, 1).except(3, Double.NEGATIVE_INFINITY)};
        Unit[] outputs = {Unit.between(0, 1)};

        assertThat(layer("relu").stepOfBoth(0, 20, inputs, outputs).latest().verdicts())
                .containsExactly(NON_FINITE);
    }

    @ParameterizedTest
    @CsvSource({"relu6, 6", "hard_tanh, 1", "hard_tanh, -1", "hard_sigmoid, 0", "hard_sigmoid, 1"})
    void unitHeldAtAClampIsDead(String activation, double clamp) {
        assertThat(verdict(activation, 299, Unit.constant(clamp))).isEqualTo(DEAD);
        assertThat(verdict(activation, 299, Unit.constant(clamp).except(5, 0.5)))
                .isEqualTo(ALIVE);
    }

    @Test
    void unitIsJudgedByItsInputsWhereTheLogHasThem() {
        assertThat(layer("relu")
                        .stepOfInputs(0, 299, Unit.between(-2, -1), Unit.between(-2, 1))
                        .latest()
                        .verdicts())
                .containsExactly(DEAD, ALIVE);
    }

    @Test
    void duplicateSamplesProveNothingMore() {
        assertThat(layer("relu")
                        .duplicates(1)
                        .step(0, 299, Unit.silent())
                        .latest()
                        .verdicts())
                .containsExactly(INSUFFICIENT_DATA);
        assertThat(layer("relu")
                        .duplicates(701)
                        .step(0, 1000, Unit.silent())
                        .latest()
                        .verdicts())
                .containsExactly(DEAD);
    }

    @ParameterizedTest
    @CsvSource({"gelu, -10", "elu, -10", "swish, -10", "softplus, -10", "sigmoid, -10", "sigmoid, 10", "tanh, 10"})
    void unitWhoseValuesAllLieInOneTailIsStuck(String activation, double input) {
        Unit[] inputs = {Unit.between(input - 1, input + 1), Unit.between(-1, 1)};

        assertThat(layer(activation)
                        .stepOfInputs(0, 299, inputs)
                        .latest()
                        .units()
                        .of(0))
                .isEqualTo(STUCK);
        assertThat(layer(activation)
                        .stepOfInputs(0, 298, inputs)
                        .latest()
                        .units()
                        .of(0))
                .isEqualTo(INSUFFICIENT_DATA);
    }

    @Test
    void unitThatJumpsFromOneTailToTheOtherIsNotStuck() {
        assertThat(verdict("tanh", 400, sample -> sample % 2 == 0 ? 0.99 : -0.99))
                .isEqualTo(ALIVE);
        assertThat(verdict("tanh", 400, Unit.between(0.98, 0.99).except(7, 0.97)))
                .isEqualTo(ALIVE);
    }

    @Test
    void outputsOfGeluDoNotTellWhetherAUnitIsStuck() {
        StepDiagnosis step = layer("gelu").step(0, 400, Unit.constant(-0.001)).latest();

        assertThat(step.units().of(0)).isEqualTo(CONSTANT);
        assertThat(step.figures().get(Figure.STUCK_UNITS)).isEmpty();
    }

    @Test
    void onlySamplesInWhichTheUnitHasAValueCount() {
        assertThat(verdict("relu", 400, sample -> sample < 298 ? 0 : NULL)).isEqualTo(INSUFFICIENT_DATA);
        assertThat(verdict("relu", 400, sample -> sample < 299 ? 0 : NULL)).isEqualTo(DEAD);
    }

    @Test
    void unitWithoutAnyValueHasTooLittleData() {
        assertThat(layer("relu")
                        .step(0, 400, Unit.constant(NULL), Unit.alive())
                        .latest()
                        .verdicts())
                .containsExactly(INSUFFICIENT_DATA, ALIVE);
        assertThat(layer("tanh")
                        .step(0, 400, Unit.constant(NULL), Unit.between(-0.5, 0.5))
                        .latest()
                        .verdicts())
                .containsExactly(INSUFFICIENT_DATA, ALIVE);
    }

    @Test
    void smallerRateNeedsMoreSamples() {
        Settings rarely = Settings.builder().maxFiringRate(0.001).build();

        assertThat(layer("relu")
                        .with(rarely)
                        .step(0, 2995, Unit.silent())
                        .latest()
                        .verdicts())
                .containsExactly(DEAD);
        assertThat(layer("relu")
                        .with(rarely)
                        .step(0, 2994, Unit.silent())
                        .latest()
                        .verdicts())
                .containsExactly(INSUFFICIENT_DATA);
    }

    @Test
    void confidenceForAWholeLayerNeedsMoreSamples() {
        Settings familyWise = Settings.builder().familyWise(true).build();
        Unit[] two = {Unit.silent(), Unit.alive()};

        // 0.025^(1/n) >= 0.99: n >= ln 40 / -ln 0.99 = 367.04
        assertThat(layer("relu").with(familyWise).step(0, 368, two).latest().verdicts())
                .containsExactly(DEAD, ALIVE);
        assertThat(layer("relu").with(familyWise).step(0, 367, two).latest().verdicts())
                .containsExactly(INSUFFICIENT_DATA, ALIVE);
    }

    @Test
    void outputsUpToEpsilonDoNotFire() {
        Settings loose = Settings.builder().epsilon(0.01).build();

        assertThat(layer("relu")
                        .with(loose)
                        .step(0, 299, Unit.between(0, 0.01), Unit.between(0, 0.0101))
                        .latest()
                        .verdicts())
                .containsExactly(DEAD, ALIVE);
        assertThat(verdict("relu", 299, Unit.between(0, 1e-30))).isEqualTo(ALIVE);
    }

    @Test
    void outputsThatDoNotTellFiringLeaveItUndetermined() {
        StepDiagnosis byOutput = layer("hard_swish")
                .step(0, 400, Unit.constant(0), Unit.between(-0.1, 3))
                .latest();
        StepDiagnosis byInput = layer("hard_swish")
                .stepOfInputs(0, 400, Unit.constant(-3), Unit.between(-4, 3))
                .latest();

        assertThat(byOutput.verdicts()).containsExactly(CONSTANT, ALIVE);
        assertThat(byOutput.figures().get(Figure.DEAD_UNITS)).isEmpty();
        assertThat(byInput.verdicts()).containsExactly(DEAD, ALIVE);
        assertThat(byInput.figures().get(Figure.DEAD_UNITS)).hasValue(1);
    }

    private static UnitVerdict verdict(String activation, int samples, Unit unit) {
        UnitVerdict[] verdicts =
                layer(activation).step(0, samples, unit).latest().verdicts();
        assertThat(verdicts).hasSize(1);
        return verdicts[0];
    }
}
