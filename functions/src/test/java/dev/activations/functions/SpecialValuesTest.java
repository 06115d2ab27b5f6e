package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.kernel.Elementwise;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** NaN, infinities and signed zeros. The limits themselves are among the expected numbers of mpmath. */
class SpecialValuesTest {

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void nanGivesNan(Elementwise f) {
        assertThat(f.value(Double.NaN)).isNaN();
        assertThat(f.derivative(Double.NaN)).isNaN();
        assertThat(f.value(Float.NaN)).isNaN();
        assertThat(f.derivative(Float.NaN)).isNaN();
    }

    /** Both signs, quiet and signalling, the ends of their ranges and 8,192 payloads between. */
    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void everyKindOfNanGivesNan(Elementwise f) {
        float[] inputs = new float[1 << 14];
        for (int i = 0; i < inputs.length; i++) {
            int payload = 1 + (int) ((long) (i >> 1) * ((1 << 23) - 2) / ((inputs.length >> 1) - 1));
            inputs[i] = Float.intBitsToFloat((i & 1) << 31 | 0x7f800000 | payload);
        }
        float[] outputs = new float[inputs.length];
        f.values(inputs, 0, outputs, 0, inputs.length);
        assertThat(IntStream.range(0, inputs.length)).allMatch(i -> Float.isNaN(outputs[i]));
        f.derivatives(inputs, 0, outputs, 0, inputs.length);
        assertThat(IntStream.range(0, inputs.length)).allMatch(i -> Float.isNaN(outputs[i]));
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void onlyNanGivesNan(Elementwise f) {
        for (long high = 0; high < 1 << 16; high++) {
            double x = Double.longBitsToDouble(high << 48);
            if (!Double.isNaN(x)) {
                assertThat(f.value(x)).as("f(%s)", x).isNotNaN();
                assertThat(f.derivative(x)).as("f'(%s)", x).isNotNaN();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"squareplus(b=0), -4.9e-324, 0", "squareplus(b=0), -1e-320, 0", "squareplus(b=0), 4.9e-324, 4.9e-324"})
    void smallestNumbersAreNotLost(String call, double x, double y) {
        assertThat(Catalogue.named(call).elementwise().orElseThrow().value(x)).isEqualTo(y);
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void onlyNanGivesNanForFloats(Elementwise f) {
        for (int high = 0; high < 1 << 16; high++) {
            float x = Float.intBitsToFloat(high << 16);
            if (!Float.isNaN(x)) {
                assertThat(f.value(x)).as("f(%s)", x).isNotNaN();
                assertThat(f.derivative(x)).as("f'(%s)", x).isNotNaN();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tanh, -0.0",
        "leaky_relu, -0.0",
        "elu, -0.0",
        "gelu, -0.0",
        "swish, -0.0",
        "mish, -0.0",
        "identity, -0.0",
        "relu, 0.0",
        "sigmoid, 0.5"
    })
    void negativeZeroKeepsItsSignWhereTheFunctionPassesThroughZero(String name, double expected) {
        Elementwise f = Catalogue.named(name).elementwise().orElseThrow();
        assertThat(Double.doubleToRawLongBits(f.value(-0.0))).isEqualTo(Double.doubleToRawLongBits(expected));
        assertThat(Float.floatToRawIntBits(f.value(-0f))).isEqualTo(Float.floatToRawIntBits((float) expected));
    }
}
