package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsCommandTest {

    @Test
    void everyFunctionIsListedWithItsFormula() {
        CommandRun run = CommandRun.of("functions");

        assertThat(run.status()).isZero();
        for (Entry entry : Catalogue.entries()) {
            assertThat(run.out()).containsPattern("(?m)^" + entry.name() + " +\\Q" + entry.formula() + "\\E");
        }
    }

    @Test
    void oneFunctionShowsAllThatTheCatalogueKnows() {
        assertThat(CommandRun.of("functions", "sigmoid").out())
                .isEqualTo(
                        """
                        sigmoid
                          value         1 / (1 + exp(-x))
                          derivative    sigmoid(x) * (1 - sigmoid(x))
                          outputs       0 to 1
                          fires when    always: a unit cannot die
                          low tail      z <= -4.356544421, a <= 0.01266028276
                          high tail     z >= 4.356544421, a >= 0.9873397172
                          saturation    raises a finding
                          expected f'   0.2066209641 under a standard normal input
                          gradient      vanishes on both sides; at most 0.25
                          dead neurons  no
                          use           output of a binary or multi-label classifier; gates
                          default for   binary and multi-label output
                        """);
    }

    @Test
    void listHasAliasesAndTheFunctionsOfOtherShapes() {
        assertThat(CommandRun.of("functions").out())
                .containsPattern("(?m)^swish .* silu$")
                .contains("cross_entropy_loss(logits, class_index)", "swiglu(x)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross_entropy_loss", "softmax_backward", "swiglu", "softmax"})
    void lossOrRowFunctionIsShownByItsName(String name) {
        CommandRun run = CommandRun.of("functions", name);

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith(name + "\n  ").contains("  value  ");
    }

    @Test
    void beginningOfALossesNameIsAnErrorThatNamesTheLoss() {
        assertThat(CommandRun.of("functions", "cross_entropy").sentence())
                .isEqualTo("activations: unknown function 'cross_entropy'; did you mean cross_entropy_loss?");
    }

    @Test
    void functionIsShownAtGivenParameters() {
        assertThat(CommandRun.of("functions", "leaky_relu(alpha=0.2)").out())
                .startsWith("leaky_relu(alpha=0.2)\n")
                .contains("parameters    alpha = 0.01 (any finite number)", "expected f'   0.6 ");
    }

    @Test
    void functionWithAParameterThatMustBeGivenIsShownAtAnExample() {
        assertThat(CommandRun.of("functions", "prelu").out()).contains("parameters    alpha, to be given (");
    }

    @Test
    void functionThatCanDieSaysWhenItFires() {
        assertThat(CommandRun.of("functions", "relu").out()).contains("fires when    z > 0, a > 0\n");
    }

    @Test
    void aliasShowsItsFunction() {
        assertThat(CommandRun.of("functions", "silu").out())
                .startsWith("swish\n")
                .contains("aliases       silu\n");
    }

    @Test
    void functionOfAnArrayHasNoTails() {
        assertThat(CommandRun.of("functions", "softmax").out()).doesNotContain("tail", "derivative", "fires");
    }

    @ParameterizedTest
    @EnumSource
    void everyUseHasOneDefaultChoiceFirst(Use use) {
        CommandRun run = CommandRun.of("functions", "--for", use.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out().lines().toList().get(4)).contains("default choice");
        assertThat(run.out().contains("\nLoss: ")).isEqualTo(!use.loss().isEmpty());
    }

    @Test
    void unknownFunctionIsAnErrorThatListsNearNames() {
        CommandRun run = CommandRun.of("functions", "sigmod");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).startsWith("activations: unknown activation 'sigmod'; did you mean sigmoid");
    }

    @Test
    void parameterOutsideItsRangeIsAnError() {
        CommandRun run = CommandRun.of("functions", "elu(alpha=NaN)");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).contains("elu", "alpha", "NaN");
    }

    @Test
    void unknownUseIsAnErrorThatListsTheUses() {
        CommandRun run = CommandRun.of("functions", "--for", "fun");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).contains("hidden, cnn, transformer", "'fun'");
    }
}
