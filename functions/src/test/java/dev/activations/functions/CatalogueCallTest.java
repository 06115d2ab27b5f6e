package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.definition.Gelu;
import dev.activations.functions.definition.LeakyRelu;
import dev.activations.functions.definition.Swish;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a call such as {@code leaky_relu(alpha=0.2)} is read, and what is said of one that cannot be. */
class CatalogueCallTest {

    @Test
    void nameAloneMeansTheDefaults() {
        assertThat(Catalogue.named("leaky_relu").kernel()).isEqualTo(new LeakyRelu(0.01));
        assertThat(Catalogue.named(" gelu() ").kernel()).isEqualTo(new Gelu());
    }

    @Test
    void parametersAreGivenByName() {
        assertThat(Catalogue.named("leaky_relu( alpha = 0.2 )").kernel()).isEqualTo(new LeakyRelu(0.2));
    }

    @Test
    void aliasNamesTheSameFunction() {
        assertThat(Catalogue.named("silu(beta=2)").kernel()).isEqualTo(new Swish(2));
        assertThat(Catalogue.named("linear").call()).isEqualTo("identity");
    }

    @Test
    void callNamesOnlyTheParametersThatDifferFromTheirDefaults() {
        assertThat(Catalogue.named("leaky_relu(alpha=1e-2)").call()).isEqualTo("leaky_relu");
        assertThat(Catalogue.named("elu(alpha=2)").call()).isEqualTo("elu(alpha=2)");
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void callGivesAnEqualActivationBack(String call) {
        Activation activation = Catalogue.named(call);
        assertThat(Catalogue.named(activation.call()).kernel()).isEqualTo(activation.kernel());
        assertThat(activation).hasToString(activation.call());
    }

    @ParameterizedTest
    @CsvSource({"rleu, relu", "softmx, softmax", "Sigmoid, sigmoid", "leakyrelu, leaky_relu"})
    void unknownNameIsAnsweredWithNearOnes(String misspelt, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named(misspelt))
                .withMessageStartingWith("unknown activation '" + misspelt + "'; did you mean ")
                .withMessageContaining(meant);
    }

    @Test
    void nameLikeNoOtherIsAnsweredWithAllNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named("zzzzzzzzzzzzzzzzzzzz"))
                .withMessageContaining("known are sigmoid, tanh, ");
    }

    @Test
    void unknownParameterIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named("leaky_relu(beta=1)"))
                .withMessage("leaky_relu has no parameter beta; it takes alpha");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named("relu(alpha=1)"))
                .withMessage("relu has no parameter alpha; it takes none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relu(", "relu)", "re lu", "leaky_relu(0.2)", "leaky_relu(alpha=)", "elu(alpha=1,)"})
    void textThatIsNoCallIsAnsweredWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("leaky_relu(alpha=0.2)");
    }

    @Test
    void parameterWithoutADefaultMustBeGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named("threshold(threshold=1)"))
                .withMessage("threshold: parameter value must be given, such as value=20");
        assertThat(Catalogue.entry("prelu").orElseThrow().example().call()).isEqualTo("prelu(alpha=0.25)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "celu(alpha=0); celu: parameter alpha must be finite and not 0, got 0",
                "softplus(beta=0); softplus: parameter beta must be finite and above 0, got 0",
                "softplus(beta=-1.5); softplus: parameter beta must be finite and above 0, got -1.5",
                "soft_shrink(lambda=-0.1); soft_shrink: parameter lambda must be finite and at least 0, got -0.1",
                "hard_shrink(lambda=-1); hard_shrink: parameter lambda must be finite and at least 0, got -1",
                "squareplus(b=-4); squareplus: parameter b must be finite and at least 0, got -4",
                "hard_tanh(min=1); hard_tanh: parameter min must be below max, got min=1.0 and max=1.0",
                "gelu(approximate=erf); gelu: parameter approximate must be one of none, tanh, got erf"
            })
    void valueOutOfItsRangeIsRefused(String call, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named(call))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leaky_relu(alpha=-3)",
                "elu(alpha=0)",
                "celu(alpha=-1)",
                "swish(beta=-2)",
                "soft_shrink(lambda=0)",
                "squareplus(b=0)",
                "thresholded_relu(alpha=-1)",
                "threshold(threshold=-1, value=1E300)"
            })
    void valueWithinItsRangeIsAllowed(String call) {
        assertThat(Catalogue.named(call).call()).isEqualTo(call);
    }

    @Test
    void parameterGivenTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named("elu(alpha=1, alpha=2)"))
                .withMessage("'elu(alpha=1, alpha=2)' gives alpha twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "abc"})
    void valueThatIsNoFiniteNumberIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.named("elu(alpha=" + value + ")"))
                .withMessageStartingWith("elu: parameter alpha must be any finite number, got ");
    }

    @Test
    void valueOfTheWrongTypeIsRefused() {
        Entry elu = Catalogue.entry("elu").orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> elu.bind(Map.of("alpha", "one")))
                .withMessage("elu: parameter alpha must be any finite number, got one");
    }
}
