package dev.activations.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How layers to plant are written. */
class LayerGrammarTest {

    @Test
    void layerSaysWhatIsPlanted() {
        LayerPlan plan = LayerGrammar.parse("fc1=relu:64,dead=10%,rate=2%..5%", 8);

        assertThat(plan.name()).isEqualTo("fc1");
        assertThat(plan.activation()).isEqualTo("relu");
        assertThat(plan.words()).isEqualTo("relu:64,dead=10%,rate=2%..5%");
        assertThat(plan.trouble()).containsExactly("dead");
        assertThat(plan.planted()).isEqualTo(new Rectifiers("relu", 64, 0.1, new Range(0.02, 0.05)));
    }

    @Test
    void layerWithoutUnitsTakesTheUsualNumber() {
        assertThat(LayerGrammar.parse("a=relu", 8).planted())
                .isEqualTo(new Rectifiers("relu", 8, 0, new Range(0.5, 0.5)));
    }

    @Test
    void activationIsNamedAsInALog() {
        assertThat(LayerGrammar.parse("a=nn.GELU():4,stuck=0.5", 8).activation())
                .isEqualTo("gelu(approximate=none)");
        assertThat(LayerGrammar.parse("a=elu(alpha=0.5):4", 8).activation()).isEqualTo("elu(alpha=0.5)");
    }

    @Test
    void gateIsMeantToBeSaturated() {
        assertThat(LayerGrammar.parse("g=sigmoid,saturated=90%,role=gate", 8).trouble())
                .isEmpty();
        assertThat(LayerGrammar.parse("h=sigmoid,saturated=90%", 8).trouble()).containsExactly("saturated");
    }

    @Test
    void nothingAskedForIsNoTrouble() {
        assertThat(LayerGrammar.parse("a=relu,dead=0%,rate=0.001", 8).trouble()).isEmpty();
        assertThat(LayerGrammar.parse("a=softmax:10,collapsed=0", 8).trouble()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPlantCanBePlanted(Plant plant) {
        assertThat(plant.layer(16).name()).isEqualTo(plant.toString());
    }

    @Test
    void whatCanBePlantedIsThatWhichCanBeOffOrLevelsOff() {
        assertThat(LayerGrammar.plantable())
                .contains("relu", "relu6", "tanh", "sigmoid", "gelu", "swish", "softmax")
                .doesNotContain("identity", "leaky_relu", "hard_tanh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    relu:64                          | 'relu:64' is not NAME=ACTIVATION:UNITS,KEY=VALUE,…, such as fc1=relu:64,dead=10%,rate=0.5
                    a=relu:64,dead                   | 'a=relu:64,dead' is not NAME=ACTIVATION:UNITS,KEY=VALUE,…, such as fc1=relu:64,dead=10%,rate=0.5
                    a=relo                           | layer 'a': unknown activation 'relo'; did you mean relu
                    a=relu:64,ded=10%                | layer 'a': relu has no key 'ded'; dead?
                    a=relu:64,saturated=10%          | layer 'a': relu has no key 'saturated'; there are dead, rate, role
                    a=relu:64,dead=110%              | layer 'a': dead must be a share from 0 to 1, such as 0.1 or 10%, got '110%'
                    a=relu:64,rate=5%..2%            | layer 'a': rate must be a share or a range, such as 2%..5%, got '5%..2%'
                    a=relu:64,rate=1%..              | layer 'a': rate must be a share from 0 to 1, such as 0.1 or 10%, got ''
                    a=relu:64,dead=1%,dead=2%        | layer 'a': dead is given twice
                    a=relu:0                         | layer 'a': '0' is neither a number of units, such as 64, nor a shape, such as 4x8x8
                    a=relu:4x8x8                     | layer 'a': only a softmax has a shape; give a number of units, such as relu:64
                    a=softmax:4x8                    | layer 'a': a softmax has the shape CLASSES or HEADSxROWSxCLASSES, such as softmax:10 or softmax:4x8x8
                    a=softmax:9999x9999x9            | layer 'a': a sample has at most 10,000,000 values, not 899,820,009
                    a=softmax:4x8x8,collapsed=5      | layer 'a': collapsed must be a number of heads from 0 to 4, got '5'
                    a=tanh,saturated=1%,spread=0.1   | layer 'a': saturated and spread exclude each other: leave one of them out
                    a=gelu,saturated=100%            | layer 'a': gelu has one tail, so all its units would be stuck: write stuck=100%
                    a=tanh,role=hiden                | layer 'a': 'hiden' is not a role; roles are hidden, output, gate, attention, router, features
                    a=leaky_relu                     | layer 'a': nothing can be planted in leaky_relu; there are sigmoid, tanh,
                    a=none                           | layer 'a': nothing can be planted in none; there are sigmoid, tanh,
                    """)
    void mistakeIsOneSentence(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerGrammar.parse(text, 64))
                .withMessageStartingWith(sentence);
    }
}
