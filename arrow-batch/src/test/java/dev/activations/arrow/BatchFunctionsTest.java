package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.Catalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The registry follows the catalogue: names, aliases, parameters, derivatives and the sentences for what is not there.
 */
class BatchFunctionsTest {

    @Test
    void everyRowOfTheCatalogueIsAFunctionUnderEachOfItsNames() {
        assertThat(Catalogue.entries()).isNotEmpty().allSatisfy(entry -> {
            String call = entry.example().call();
            assertThat(BatchFunctions.named(call).name()).isEqualTo(call);
            assertThat(entry.aliases())
                    .allSatisfy(alias -> assertThat(BatchFunctions.named(call.replaceFirst(entry.name(), alias)))
                            .isEqualTo(BatchFunctions.named(call)));
            assertThat(BatchFunctions.names()).contains(entry.name()).containsAll(entry.aliases());
        });
    }

    @Test
    void everyListedNameIsAFunctionOrSaysWhichParameterItNeeds() {
        assertThat(BatchFunctions.names()).doesNotHaveDuplicates().allSatisfy(name -> {
            try {
                BatchFunctions.named(name);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("must be given, such as");
            }
        });
    }

    @Test
    void derivativesExistUnderEveryAliasAndForFunctionsOfOneNumberOnly() {
        assertThat(BatchFunctions.names())
                .contains("gelu_derivative", "swish_derivative", "silu_derivative")
                .doesNotContain("softmax_derivative");
    }

    @Test
    void parametersAreWrittenInTheCallAndKeptInTheName() {
        assertThat(BatchFunctions.named(" leaky_relu( alpha = 0.2 ) ").name()).isEqualTo("leaky_relu(alpha=0.2)");
        assertThat(BatchFunctions.named("silu_derivative(beta=2)").name()).isEqualTo("swish_derivative(beta=2)");
        assertThat(BatchFunctions.named("elu(alpha=1)").name()).isEqualTo("elu");
    }

    @Test
    void parametersMayBeGivenAsValues() {
        assertThat(BatchFunctions.named("leaky_relu", Map.of("alpha", 0.2)))
                .isEqualTo(BatchFunctions.named("leaky_relu(alpha=0.2)"));
        assertThat(BatchFunctions.named("silu_derivative", Map.of("beta", 2)))
                .isEqualTo(BatchFunctions.named("swish_derivative(beta=2)"));
        assertThat(BatchFunctions.named("prelu", Map.of("alpha", 0.25)))
                .isEqualTo(BatchFunctions.named("prelu(alpha=0.25)"));
        assertThat(BatchFunctions.named("geglu", Map.of("approximate", "none")))
                .isEqualTo(BatchFunctions.named("geglu(approximate=none)"));
        assertThat(BatchFunctions.named("relu", Map.of())).isEqualTo(BatchFunctions.named("relu"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named("elu", Map.of("alpha", "steep")))
                .withMessage("elu: parameter alpha must be any finite number, got steep");
    }

    @Test
    void gatedLinearUnitsLossesAndGradientsAreListed() {
        assertThat(BatchFunctions.names())
                .contains("glu", "reglu", "geglu", "swiglu")
                .contains("mse_loss", "bce_loss", "bce_with_logits_loss", "cross_entropy_loss")
                .contains("softmax_backward", "log_softmax_backward");
        assertThat(BatchFunctions.named("relu").columns()).isEqualTo(1);
        assertThat(BatchFunctions.named("mse_loss").columns()).isEqualTo(2);
        assertThat(BatchFunctions.named("mse_loss(reduction=sum)"))
                .isEqualTo(BatchFunctions.named("mse_loss", Map.of("reduction", "sum")))
                .isNotEqualTo(BatchFunctions.named("mse_loss"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named("mse_loss_derivative"))
                .withMessage("mse_loss_derivative does not exist: functions of one number have a derivative");
    }

    @Test
    void functionsAtTheSameParametersAreEqual() {
        assertThat(BatchFunctions.named("leaky_relu(alpha=0.2)"))
                .isEqualTo(BatchFunctions.named("leaky_relu(alpha=0.20)"))
                .isNotEqualTo(BatchFunctions.named("leaky_relu_derivative(alpha=0.2)"))
                .isNotEqualTo(BatchFunctions.named("leaky_relu"));
    }

    @Test
    void misspeltNameIsAnsweredWithNearOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named("gleu_derivative"))
                .withMessageStartingWith("unknown activation 'gleu'; did you mean ")
                .withMessageContaining("gelu");
    }

    @Test
    void unknownParameterAndValueOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named("elu_derivative(beta=1)"))
                .withMessage("elu has no parameter beta; it takes alpha");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named("elu(alpha=NaN)"))
                .withMessage("elu: parameter alpha must be any finite number, got NaN");
    }

    @Test
    void derivativeOfAFunctionOfAnArrayDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named("softmax_derivative"))
                .withMessage(
                        "softmax_derivative does not exist: the derivative of a function of a whole array is a matrix");
    }
}
