package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.definition.Elementwise;
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
