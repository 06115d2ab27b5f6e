package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.kernel.Elementwise;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of one number, on each type of vector, at zeros, NaN, infinities and subnormals: the Java function's
 * bits.
 */
class SpecialValuesTest {

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1,
        -1,
        88.8,
        -104
    };

    @RegisterExtension
    final Memory memory = new Memory();

    static Stream<Elementwise> kernels() {
        return Catalogue.entries().stream()
                .filter(Entry::isElementwise)
                .map(entry -> entry.example().elementwise().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void floatValuesAndDerivatives(Elementwise kernel) {
        Float[] inputs = Stream.of(boxed()).map(Double::floatValue).toArray(Float[]::new);
        try (FieldVector x = Vectors.floats(memory.allocator(), inputs);
                FieldVector values = of(new SliceOperation.Values(kernel), x);
                FieldVector slopes = of(new SliceOperation.Derivatives(kernel), x)) {
            for (int i = 0; i < inputs.length; i++) {
                assertSame(inputs[i], (Float) values.getObject(i), kernel.value(inputs[i]));
                assertSame(inputs[i], (Float) slopes.getObject(i), kernel.derivative(inputs[i]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void doubleValuesAndDerivatives(Elementwise kernel) {
        Double[] inputs = boxed();
        try (FieldVector x = Vectors.doubles(memory.allocator(), inputs);
                FieldVector values = of(new SliceOperation.Values(kernel), x);
                FieldVector slopes = of(new SliceOperation.Derivatives(kernel), x)) {
            for (int i = 0; i < inputs.length; i++) {
                assertSame(inputs[i], (Double) values.getObject(i), kernel.value(inputs[i]));
                assertSame(inputs[i], (Double) slopes.getObject(i), kernel.derivative(inputs[i]));
            }
        }
    }

    private FieldVector of(SliceOperation operation, FieldVector x) {
        return new BatchFunction("f", new OneColumn(new ElementwiseOperation(operation))).apply(x, memory.allocator());
    }

    private static Double[] boxed() {
        return Arrays.stream(SPECIAL).boxed().toArray(Double[]::new);
    }

    /** Boxed equality is equality of bits, NaN apart, which equals every NaN. */
    private static void assertSame(Number input, Number actual, Number expected) {
        assertThat(actual).as("at %s", input).isEqualTo(expected);
    }
}
