package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that name activations as PyTorch, Keras, JAX and Hugging Face do are read without translation. */
class ActivationNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ReLU; relu",
                "nn.ReLU(); relu",
                "ReLU(inplace=True); relu",
                "torch.nn.modules.activation.SiLU; swish",
                "GELU(approximate='none'); gelu(approximate=none)",
                "keras.layers.LeakyReLU; leaky_relu(alpha=0.3)",
                "Softmax(dim=-1); softmax"
            })
    void nameOfAFrameworkIsTakenAsTheCataloguesAndBothAreKept(String inLog, String call) {
        LayerDeclaration layer =
                declared(TestLog.log().layer("a", 0, inLog).posts(3, 0f)).get(0);

        assertThat(layer.activation()).isEqualTo(call);
        assertThat(layer.activationInLog()).isEqualTo(inLog);
    }

    @Test
    void nameThatIsTheCataloguesIsKeptOnce() {
        LayerDeclaration layer =
                declared(TestLog.log().layer("a", 0, "relu").posts(3, 0f)).get(0);

        assertThat(layer.activation()).isEqualTo("relu");
        assertThat(layer.activationInLog()).isEmpty();
    }

    @Test
    void leafModulesWithoutAnActivationAreLayersWithoutOne() {
        List<LayerDeclaration> layers = declared(TestLog.log()
                .layer("m0", 0, "Linear")
                .posts(5, 1.25f, 0f)
                .layer("m1", 1, "BatchNorm1d")
                .posts(5, 1.25f, 0f)
                .layer("m2", 2, "relu")
                .posts(5, 1.25f, 0f)
                .layer("m3", 3, "none")
                .posts(5, 1.25f, 0f));

        assertThat(layers).extracting(LayerDeclaration::activation).containsExactly("", "", "relu", "");
        assertThat(layers)
                .extracting(LayerDeclaration::activationInLog)
                .containsExactly("Linear", "BatchNorm1d", "", "none");
    }

    @Test
    void optionSaysInAnySpellingWhatALayerHasAndThatItHasNone() {
        TestLog log = TestLog.log()
                .layer("fc1", 0, "whatever")
                .posts(3, 0f)
                .layer("fc2", 1, "relu")
                .posts(3, 0f);
        List<LayerDeclaration> layers = layers(ActivationDiagnostics.on(log.rows())
                .withActivation("fc1", "nn.LeakyReLU(0.2)")
                .withActivation(".*", "none")
                .run());

        assertThat(layers).extracting(LayerDeclaration::activation).containsExactly("leaky_relu(alpha=0.2)", "");
        assertThat(layers).extracting(LayerDeclaration::activationInLog).containsExactly("whatever", "relu");
    }

    @Test
    void twoSpellingsOfOneFunctionAreOneDeclaration() {
        assertThat(declared(TestLog.log()
                        .layer("a", 0, "relu")
                        .posts(3, 0f)
                        .layer("a", 0, "nn.ReLU()")
                        .at(1)
                        .posts(3, 0f)))
                .singleElement()
                .satisfies(layer -> assertThat(layer.activation()).isEqualTo("relu"));
    }

    @Test
    void twoFunctionsOfLikeNamesAreAContradictionThatSaysBothAsTheLogDoes() {
        TestLog log = TestLog.log()
                .layer("a", 0, "gelu")
                .posts(3, 0f)
                .layer("a", 0, "GELU")
                .at(1)
                .posts(3, 0f);

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(log::diagnosed)
                .withMessageContaining("is declared as GELU at depth 0 and as gelu at depth 0");
    }

    private static List<LayerDeclaration> declared(TestLog log) {
        return layers(log.diagnosed());
    }

    private static List<LayerDeclaration> layers(Report report) {
        return report.runs().get(0).layers().stream()
                .map(layer -> layer.diagnosis().layer())
                .toList();
    }
}
