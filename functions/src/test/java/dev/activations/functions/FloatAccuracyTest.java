package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.definition.Elementwise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Floats against the textbook formulas in double: one in 1024, all exponents among them, or with {@code mvn verify
 * -Pexhaustive} all of them, which takes hours, goes on where it was stopped, and writes docs/accuracy.md.
 */
class FloatAccuracyTest {

    private static final int STEP = Integer.getInteger("activations.float.step", 1024);
    private static final double ULPS = 0.6;

    /** The error at a derivative's root that no relative bound can hold. */
    private static final double AT_ROOT = 1e-8;

    private static final Set<String> WITH_ROOT =
            Set.of("gelu", "gelu(approximate=none)", "quick_gelu", "swish", "mish", "hard_swish");

    private static final SweepResults RESULTS = new SweepResults(STEP);

    static Stream<String> calls() {
        return Textbook.FUNCTIONS.keySet().stream().sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void valuesAreAlmostCorrectlyRounded(String call) throws IOException {
        Elementwise f = Catalogue.named(ExampleCalls.of(call)).elementwise().orElseThrow();
        FloatSweep sweep = new FloatSweep(
                (values, length) -> f.values(values, 0, values, 0, length),
                Textbook.FUNCTIONS.get(call).value(),
                0,
                STEP);
        assertThat(RESULTS.of(call, sweep)).satisfies(result -> assertThat(result.worst())
                .as("ULP at %s", result.worstAt())
                .isLessThanOrEqualTo(ULPS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void derivativesAreAlmostCorrectlyRounded(String call) throws IOException {
        Elementwise f = Catalogue.named(ExampleCalls.of(call)).elementwise().orElseThrow();
        FloatSweep sweep = new FloatSweep(
                (values, length) -> f.derivatives(values, 0, values, 0, length),
                Textbook.FUNCTIONS.get(call).derivative(),
                WITH_ROOT.contains(call) ? AT_ROOT : 0,
                STEP);
        assertThat(RESULTS.of(call + " derivative", sweep)).satisfies(result -> assertThat(result.worst())
                .as("ULP at %s", result.worstAt())
                .isLessThanOrEqualTo(ULPS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh", "softplus", "log_sigmoid", "exponential", "elu", "softsign"})
    void monotoneFunctionsNeverFall(String call) throws IOException {
        Elementwise f = Catalogue.named(call).elementwise().orElseThrow();
        FloatSweep sweep = new FloatSweep(
                (values, length) -> f.values(values, 0, values, 0, length),
                Textbook.FUNCTIONS.get(call).value(),
                0,
                STEP);
        assertThat(RESULTS.of(call, sweep).falls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "softsign", "tanh_shrink", "soft_shrink", "hard_shrink", "hard_tanh", "identity"})
    void oddFunctionsAreOddToTheBit(String call) {
        Elementwise f = Catalogue.named(call).elementwise().orElseThrow();
        for (long bits = 1; bits <= 0x7f800000L; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            assertThat(f.value(-x)).isEqualTo(-f.value(x));
        }
    }

    @AfterAll
    static void writeTable() throws IOException {
        String document = System.getProperty("activations.accuracy");
        if (document != null) {
            RESULTS.write(Path.of(document));
        }
    }
}
