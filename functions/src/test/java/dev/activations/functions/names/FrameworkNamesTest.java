package dev.activations.functions.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.Activation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name that the frameworks have means the function that the framework computes. */
class FrameworkNamesTest {

    /** As in framework_names.py. */
    private static final double[] INPUTS = {-12, -4, -2.5, -1, -0.5, -0.1, 0, 0.1, 0.5, 1, 2.5, 3.5, 7, 9};

    private static final double[] ROW = {1, -2, 0.5, 3};

    /** The frameworks' functions that the catalogue does not have. */
    private static final Set<String> NOT_IN_THE_CATALOGUE = Set.of(
            "gelu_10",
            "ClippedGELUActivation",
            "laplace",
            "LaplaceActivation",
            "sqrtsoftplus",
            "SqrtSoftplusActivation",
            "xielu",
            "XIELUActivation",
            "sparse_plus",
            "sparse_sigmoid");

    /** What a framework calls a function, and what that gives. */
    record Named(String framework, String name, double[] outputs) {

        String lastPart() {
            return WrittenCall.parse(name).name();
        }

        @Override
        public String toString() {
            return framework + " " + name;
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void nameMeansWhatTheFrameworkComputes(Named named) {
        Activation activation = LayerActivation.named(named.name()).activation().orElseThrow();
        double[] actual = values(activation, named.outputs().length);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%s, taken as %s, value %d", named, activation, i)
                    .isCloseTo(named.outputs()[i], within(tolerance(named) * Math.max(1, Math.abs(actual[i]))));
        }
    }

    /** FastGELU's constant has ten digits; the others are computed in double precision. */
    private static double tolerance(Named named) {
        return named.lastPart().matches("gelu_fast|FastGELUActivation") ? 1e-9 : 1e-14;
    }

    @ParameterizedTest
    @MethodSource("absent")
    void functionThatTheCatalogueHasNotIsAnsweredWithTheFrameworksNameForIt(Named named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerActivation.named(named.name()))
                .withMessageMatching("the catalogue has no function for \\w+ of .*; declare 'none' .*");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleThatIsNoActivationMeansNone(String module) {
        assertThat(LayerActivation.named(module).activation()).isEmpty();
        assertThat(LayerActivation.named(module + "(3, 4, kernel_size=(3, 3))").activation())
                .isEmpty();
    }

    static Stream<Named> known() throws IOException {
        return all().filter(named -> !NOT_IN_THE_CATALOGUE.contains(named.lastPart()))
                .filter(named -> !named.lastPart().equals("linear")); // says in Keras that there is no activation
    }

    static Stream<Named> absent() throws IOException {
        return all().filter(named -> NOT_IN_THE_CATALOGUE.contains(named.lastPart()));
    }

    static Stream<String> modules() throws IOException {
        return lines("modules.csv").map(cells -> cells[1]);
    }

    private static Stream<Named> all() throws IOException {
        return lines("activations.csv").map(cells -> new Named(cells[0], cells[1], numbers(cells[2])));
    }

    private static Stream<String[]> lines(String file) throws IOException {
        try (InputStream stream = FrameworkNamesTest.class.getResourceAsStream("/frameworks/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(";"));
        }
    }

    private static double[] numbers(String cells) {
        return Arrays.stream(cells.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] values(Activation activation, int length) {
        return activation
                .elementwise()
                .map(function -> Arrays.stream(INPUTS).map(function::value).toArray())
                .orElseGet(() -> {
                    double[] result = new double[length];
                    activation.rowwise().orElseThrow().values(ROW, 0, result, 0, ROW.length);
                    return result;
                });
    }
}
