package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.UnitsOverTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** When units died, revived and stayed dead; steps are followed from the last to the first. */
class OverTimeTest {

    private static final int ENOUGH = 299;
    private static final Unit ON = Unit.alive();
    private static final Unit OFF = Unit.silent();
    private static final Unit NAN = Unit.alive().except(2, Double.NaN);

    @Test
    void unitIsSilentSinceTheFirstStepOfTheSilenceThatLasts() {
        LayerBuilder builder = steps(ON, OFF, ON, OFF, OFF);
        LayerDiagnosis layer = builder.build();

        assertThat(history(builder)).isEqualTo(new History(at(300), at(300), at(200)));
        assertThat(layer.diedAtStep()).isEqualTo(Map.of(300L, 1));
    }

    @Test
    void unitThatFiresAtTheLastStepDidNotDie() {
        LayerBuilder builder = steps(OFF, OFF, ON);
        LayerDiagnosis layer = builder.build();

        assertThat(history(builder)).isEqualTo(new History(never(), never(), at(200)));
        assertThat(layer.diedAtStep()).isEmpty();
        assertThat(layer.revivedUnits()).isEqualTo(1);
    }

    @Test
    void unitThatNeverFiredIsDeadSinceTheFirstStep() {
        assertThat(steps(OFF, OFF, OFF).build().diedAtStep()).isEqualTo(Map.of(0L, 1));
    }

    @Test
    void revivedAtStepIsTheLastRevival() {
        LayerBuilder builder = steps(OFF, ON, OFF, ON, ON);
        LayerDiagnosis layer = builder.build();

        assertThat(history(builder).revivedAt()).isEqualTo(at(300));
        assertThat(layer.revivedUnits()).isEqualTo(1);
    }

    @Test
    void unitThatDiedAgainRevivedAllTheSame() {
        LayerBuilder builder = steps(OFF, ON, OFF);
        LayerDiagnosis layer = builder.build();

        assertThat(history(builder)).isEqualTo(new History(at(200), at(200), at(100)));
        assertThat(layer.revivedUnits()).isEqualTo(1);
    }

    @Test
    void silenceThatWasNotProvenIsNoDeathToReviveFrom() {
        LayerDiagnosis layer =
                layer("relu").step(0, 298, OFF).step(100, 298, ON).build();

        assertThat(layer.revivedUnits()).isZero();
    }

    @Test
    void diedAtStepIsSetOnlyIfDeadAtTheLastStep() {
        LayerBuilder builder = layer("relu").step(0, ENOUGH, OFF).step(100, 298, OFF);

        assertThat(history(builder)).isEqualTo(new History(at(0), never(), never()));
        assertThat(builder.build().diedAtStep()).isEmpty();
    }

    @Test
    void silenceBeforeItWasProvenCountsToTheDeath() {
        LayerBuilder builder =
                layer("relu").step(0, ENOUGH, ON).step(100, 10, OFF).step(200, ENOUGH, OFF);
        LayerDiagnosis layer = builder.build();

        assertThat(layer.diedAtStep()).isEqualTo(Map.of(100L, 1));
    }

    @Test
    void stepWithNonFiniteValuesEndsASilenceButIsNoRevival() {
        LayerBuilder builder = steps(OFF, NAN, OFF);
        LayerDiagnosis layer = builder.build();

        assertThat(history(builder)).isEqualTo(new History(at(200), at(200), never()));
    }

    @Test
    void unitThatBecameNonFiniteIsNotDead() {
        LayerBuilder builder = steps(OFF, NAN);
        LayerDiagnosis layer = builder.build();

        assertThat(history(builder)).isEqualTo(new History(never(), never(), never()));
        assertThat(layer.latest().figures().count(Figure.NON_FINITE_UNITS)).isEqualTo(1);
    }

    @Test
    void stillDeadUnitsAreDeadAtThisAndTheStepBefore() {
        LayerBuilder builder = layer("relu")
                .step(0, ENOUGH, OFF, OFF, ON, ON)
                .step(10, ENOUGH, OFF, ON, OFF, ON)
                .step(20, ENOUGH, OFF, OFF, OFF, ON);
        LayerDiagnosis layer = builder.build();

        assertThat(layer.steps())
                .extracting(step -> step.figures().get(Figure.STILL_DEAD_UNITS).orElse(-1))
                .containsExactly(-1.0, 1.0, 2.0);
    }

    @Test
    void stepsAreAscendingHoweverTheyCame() {
        LayerBuilder builder = layer("relu")
                .step(1500, ENOUGH, OFF)
                .step(0, ENOUGH, ON)
                .step(800, ENOUGH, ON)
                .step(-5, ENOUGH, ON);
        LayerDiagnosis layer = builder.build();

        assertThat(layer.steps()).extracting(StepDiagnosis::step).containsExactly(-5L, 0L, 800L, 1500L);
        assertThat(layer.latest().step()).isEqualTo(1500);
        assertThat(layer.diedAtStep()).isEqualTo(Map.of(1500L, 1));
    }

    @Test
    void unitsDieEachAtTheirOwnStep() {
        LayerBuilder builder = layer("relu")
                .step(0, ENOUGH, OFF, ON, ON, ON, ON)
                .step(25, ENOUGH, OFF, OFF, OFF, ON, ON)
                .step(100, ENOUGH, OFF, OFF, OFF, OFF, ON);
        LayerDiagnosis layer = builder.build();

        assertThat(layer.diedAtStep()).isEqualTo(Map.of(0L, 1, 25L, 2, 100L, 1));
        assertThat(List.copyOf(layer.diedAtStep().keySet())).isSorted();
    }

    @Test
    void unitsOfAFunctionThatIsNeverOffNeitherDieNorRevive() {
        LayerBuilder builder = layer("tanh")
                .step(0, ENOUGH, OFF)
                .step(1, ENOUGH, Unit.between(-1, 1))
                .step(2, ENOUGH, OFF);
        LayerDiagnosis layer = builder.build();

        assertThat(layer.diedAtStep()).isEmpty();
        assertThat(layer.revivedUnits()).isZero();
    }

    private static LayerBuilder steps(Unit... atEachStep) {
        LayerBuilder layer = layer("relu");
        for (int i = 0; i < atEachStep.length; i++) {
            layer.step(100L * i, ENOUGH, atEachStep[i]);
        }
        return layer;
    }

    /** What became of the first unit. */
    private record History(OptionalLong silentSince, OptionalLong diedAt, OptionalLong revivedAt) {}

    private static History history(LayerBuilder layer) {
        UnitsOverTime units = layer.overTime();
        return new History(units.silentSince(0), units.diedAt(0), units.revivedAt(0));
    }

    private static OptionalLong at(long step) {
        return OptionalLong.of(step);
    }

    private static OptionalLong never() {
        return OptionalLong.empty();
    }
}
