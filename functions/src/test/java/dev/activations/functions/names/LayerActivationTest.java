package dev.activations.functions.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the name that a log gives an activation is read. */
class LayerActivationTest {

    @ParameterizedTest
    @MethodSource("catalogueNames")
    void nameOfTheCatalogueKeepsItsMeaning(String name) {
        assertThat(LayerActivation.named(name).call())
                .isEqualTo(Catalogue.ofLayer(name).call());
    }

    @ParameterizedTest
    @CsvSource({"gelu, gelu", "GELU, gelu(approximate=none)", "Gelu(), gelu(approximate=none)", "gelu(), gelu"})
    void nameInAnotherSpellingThanTheCataloguesIsPyTorchs(String written, String call) {
        assertThat(LayerActivation.named(written).call()).isEqualTo(call);
    }

    @ParameterizedTest
    @CsvSource({
        "torch.nn.LeakyReLU, leaky_relu",
        "keras.layers.LeakyReLU, leaky_relu(alpha=0.3)",
        "tf.keras.layers.LeakyReLU(), leaky_relu(alpha=0.3)",
        "keras.activations.leaky_relu, leaky_relu(alpha=0.2)",
        "tf.nn.leaky_relu, leaky_relu(alpha=0.2)",
        "jax.nn.leaky_relu, leaky_relu",
        "jax.nn.gelu, gelu",
        "keras.activations.gelu, gelu(approximate=none)",
        "torch.nn.functional.gelu, gelu(approximate=none)",
        "my.package.GELU, gelu(approximate=none)",
        "transformers.activations.NewGELUActivation, gelu"
    })
    void defaultsAreThoseOfTheFrameworkInThePath(String written, String call) {
        assertThat(LayerActivation.named(written).call()).isEqualTo(call);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "LeakyReLU(0.2); leaky_relu(alpha=0.2)",
                "leaky_relu(negative_slope=0.2); leaky_relu(alpha=0.2)",
                "leaky_relu(alpha=0.2, inplace=True); leaky_relu(alpha=0.2)",
                "keras.layers.LeakyReLU(alpha=0.1); leaky_relu(alpha=0.1)",
                "nn.GELU(approximate='tanh'); gelu",
                "GELU(approximate=\"none\"); gelu(approximate=none)",
                "gelu(approximate=False); gelu(approximate=none)",
                "Hardtanh(0, 6); hard_tanh(min=0, max=6)",
                "Softmax(dim=-1); softmax",
                "softmax(axis=1); softmax",
                "tf.nn.silu(beta=2.0); swish(beta=2)",
                "PReLU(num_parameters=64); prelu(alpha=0.25)",
                "keras.layers.ReLU(max_value=6, negative_slope=0, threshold=0); relu6",
                "keras.layers.ReLU(max_value=2.0); hard_tanh(min=0, max=2)"
            })
    void parametersAreTheFrameworksOrTheCatalogues(String written, String call) {
        assertThat(LayerActivation.named(written).call()).isEqualTo(call);
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, relu",
        "Leaky_ReLU, leaky_relu",
        "leaky_re_lu, leaky_relu",
        "relu_, relu",
        "HardSwish, hard_swish",
        "SwiGLU, swiglu",
        "SquaredReLU, squared_relu",
        "<class 'torch.nn.modules.activation.SiLU'>, swish",
        "<function relu at 0x7f5a2c0>, relu",
        "<built-in function gelu>, gelu"
    })
    void caseUnderscoresAndPythonsPrintDoNotMatter(String written, String call) {
        assertThat(LayerActivation.named(written).call()).isEqualTo(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "Linear",
                "linear",
                "Conv2d(3, 64, kernel_size=(3, 3), stride=(1, 1))",
                "torch.nn.modules.batchnorm.BatchNorm1d",
                "LayerNorm((64,), eps=1e-05, elementwise_affine=True)",
                "LlamaRMSNorm",
                "Dropout(p=0.1, inplace=False)",
                "Embedding",
                "LSTM",
                "Flatten()",
                "keras.layers.Dense",
                "flax.linen.Conv",
                "Sequential(\n  (0): ReLU()\n)"
            })
    void moduleWithoutAnActivationAndNoneMeanNone(String written) {
        LayerActivation none = LayerActivation.named(written);
        assertThat(none.call()).isEqualTo("none");
        assertThat(none.activation()).isEmpty();
        assertThat(none.written()).isEqualTo(written);
    }

    @Test
    void identityIsAFunction() {
        assertThat(LayerActivation.named("Identity()").call()).isEqualTo("identity");
        assertThat(LayerActivation.named("identity").activation()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"rleu, relu", "nn.ReULU(), relu", "softmx, softmax", "gelu_neu, gelu_new", "LeakyRelux, leaky_relu"})
    void unknownNameIsAnsweredWithNearOnes(String misspelt, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerActivation.named(misspelt))
                .withMessageStartingWith("unknown activation '" + misspelt + "'; did you mean ")
                .withMessageContaining(meant)
                .withMessageEndingWith("('none' if it has none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LinearReLU", "ConvReLU2d", "Conv2dNormActivation"})
    void moduleThatEndsInSomethingElseThanAKnownOneIsUnknown(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerActivation.named(name))
                .withMessageStartingWith("unknown activation '" + name + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "leaky_relu(beta=1); leaky_relu has no parameter beta; it takes alpha",
                "nn.LeakyReLU(0.1, True, 3); LeakyReLU takes negative_slope and no more",
                "Threshold(0.5); Threshold: parameter value must be given",
                "RReLU(lower=a); parameter lower must be a number, got a",
                "elu(alpha=1, alpha=2); 'elu(alpha=1, alpha=2)' gives alpha twice",
                "softplus(beta=0); softplus: parameter beta must be finite and above 0, got 0",
                "relu(; 'relu(' is not an activation; write a name such as relu or leaky_relu(alpha=0.2)"
            })
    void callThatIsWrongIsAnsweredInOneSentence(String written, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerActivation.named(written))
                .withMessageStartingWith(message);
    }

    @Test
    void softplusThatIsLinearFromALowThresholdOnIsNotTheCatalogues() {
        assertThat(LayerActivation.named("Softplus(beta=1, threshold=20)").call())
                .isEqualTo("softplus");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerActivation.named("Softplus(beta=1, threshold=1)"))
                .withMessageContaining("no function for Softplus of PyTorch");
    }

    @Test
    void noNameOfAnActivationLooksLikeAModuleWithoutOne() {
        assertThat(List.copyOf(FrameworkNames.ROWS))
                .noneMatch(row -> Modules.haveNoActivation(row.signature().key()));
    }

    static Stream<String> catalogueNames() {
        return Stream.concat(
                        Catalogue.entries().stream(),
                        Catalogue.companions().stream()
                                .filter(entry -> entry.name().endsWith("glu")))
                .map(Entry::example)
                .map(Object::toString);
    }
}
