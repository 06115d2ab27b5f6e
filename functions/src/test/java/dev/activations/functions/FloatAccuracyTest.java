package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.FloatErrors.Root;
import dev.activations.functions.kernel.Elementwise;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Floats against the textbook formulas in double: one in 1024, all exponents among them, or with {@code mvn verify
 * -Pexhaustive} all of them, which takes a quarter of an hour, goes on where it was stopped, and writes docs/accuracy.md.
 */
class FloatAccuracyTest {

    private static final int STEP = Integer.getInteger("activations.float.step", 1024);

    /** The error at a derivative's root that no relative bound can hold. */
    private static final double AT_ROOT = 1e-8;

    private static final double NEAR_ROOT = 1.0 / 16;

    private static final SweepResults RESULTS = new SweepResults(STEP);

    static Stream<String> calls() {
        return Textbook.FUNCTIONS.keySet().stream().sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void valuesAreWithinTheirBound(String call) throws IOException {
        assertWithinBound(FloatBound.ofValues(call), values(call));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void derivativesAreWithinTheirBound(String call) throws IOException {
        Elementwise f = function(call);
        FloatSweep sweep = new FloatSweep(
                (source, destination, length) -> f.derivatives(source, 0, destination, 0, length),
                Textbook.FUNCTIONS.get(call).derivative(),
                Part.DERIVATIVE.root(call, NEAR_ROOT, AT_ROOT),
                STEP);
        assertWithinBound(FloatBound.ofDerivatives(call), RESULTS.of(call + " derivative", f, sweep));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh", "softplus", "log_sigmoid", "exponential", "elu", "softsign"})
    void monotoneFunctionsNeverFall(String call) throws IOException {
        assertThat(values(call).falls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "softsign", "tanh_shrink", "soft_shrink", "hard_shrink", "hard_tanh", "identity"})
    void oddFunctionsAreOddToTheBit(String call) {
        Elementwise f = function(call);
        float[] inputs = new float[ReferenceBlock.LENGTH];
        float[] outputs = new float[ReferenceBlock.LENGTH];
        float[] mirrored = new float[ReferenceBlock.LENGTH];
        for (long start = 1; start <= 0x7f800000L; start += (long) STEP * ReferenceBlock.LENGTH) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = Float.intBitsToFloat((int) Math.min(0x7f800000L, start + (long) i * STEP));
            }
            f.values(inputs, 0, outputs, 0, inputs.length);
            negate(inputs);
            f.values(inputs, 0, mirrored, 0, inputs.length);
            negate(mirrored);
            int different = firstDifference(mirrored, outputs);
            assertThat(different).as("f(%s)", inputs[Math.max(different, 0)]).isEqualTo(-1);
        }
    }

    @AfterAll
    static void writeTable() throws IOException {
        RESULTS.write();
    }

    private static SweepResult values(String call) throws IOException {
        Elementwise f = function(call);
        FloatSweep sweep = new FloatSweep(
                (source, destination, length) -> f.values(source, 0, destination, 0, length),
                Textbook.FUNCTIONS.get(call).value(),
                Root.NONE,
                STEP);
        return RESULTS.of(call, f, sweep);
    }

    private static void assertWithinBound(FloatBound bound, SweepResult result) {
        assertThat(result.worst()).as("ULP at %s", result.worstAt()).isLessThanOrEqualTo(bound.normal());
        assertThat(result.subnormal())
                .as("units of 2^-149, for subnormal results")
                .isLessThanOrEqualTo(bound.subnormal());
    }

    /** The first index at which the numbers are not equal, or −1; zeros are equal. */
    private static int firstDifference(float[] one, float[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return i;
            }
        }
        return -1;
    }

    private static Elementwise function(String call) {
        return Catalogue.named(ExampleCalls.of(call)).elementwise().orElseThrow();
    }

    private static void negate(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
    }
}
