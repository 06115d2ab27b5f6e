package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.kernel.Elementwise;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/**
 * Every function and derivative of one number in the catalogue, over random bits, validity and slices, gives the bits
 * that the scalar function gives value by value. Each allocator is closed, which fails where a byte is left.
 */
class ElementwisePropertiesTest {

    /** A function by its Arrow name, and the same by the scalar kernel. */
    record Pair(String name, DoubleUnaryOperator onDouble, DoubleUnaryOperator onFloat) {

        static Stream<Pair> of(Entry entry) {
            Elementwise kernel = entry.example().elementwise().orElseThrow();
            String parameters = entry.example().call().substring(entry.name().length());
            String derivative = entry.name() + "_derivative" + parameters;
            return Stream.of(
                    new Pair(entry.name() + parameters, kernel::value, x -> kernel.value((float) x)),
                    new Pair(derivative, kernel::derivative, x -> kernel.derivative((float) x)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void floatsAreTheScalarFunctionsBits(
            @ForAll("functions") Pair function,
            @ForAll("floats") Float[] values,
            @ForAll @DoubleRange(min = 0, max = 1) double from) {
        int start = (int) (from * values.length);
        try (RootAllocator allocator = new RootAllocator();
                Float4Vector whole = Vectors.floats(allocator, values);
                FieldVector x = Vectors.slice(whole, start, values.length - start);
                Float4Vector y =
                        (Float4Vector) BatchFunctions.named(function.name()).apply(x, allocator)) {
            assertThat(y.getValueCount()).isEqualTo(values.length - start);
            for (int i = start; i < values.length; i++) {
                assertThat(y.isNull(i - start)).isEqualTo(values[i] == null);
                if (values[i] != null) {
                    float expected = (float) function.onFloat().applyAsDouble(values[i]);
                    assertThat(Float.floatToIntBits(y.get(i - start)))
                            .as("%s(%s)", function, values[i])
                            .isEqualTo(Float.floatToIntBits(expected));
                }
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void doublesAreTheScalarFunctionsBits(
            @ForAll("functions") Pair function,
            @ForAll("doubles") Double[] values,
            @ForAll @DoubleRange(min = 0, max = 1) double from) {
        int start = (int) (from * values.length);
        try (RootAllocator allocator = new RootAllocator();
                Float8Vector whole = Vectors.doubles(allocator, values);
                FieldVector x = Vectors.slice(whole, start, values.length - start);
                Float8Vector y =
                        (Float8Vector) BatchFunctions.named(function.name()).apply(x, allocator)) {
            assertThat(y.getValueCount()).isEqualTo(values.length - start);
            for (int i = start; i < values.length; i++) {
                assertThat(y.isNull(i - start)).isEqualTo(values[i] == null);
                if (values[i] != null) {
                    double expected = function.onDouble().applyAsDouble(values[i]);
                    assertThat(Double.doubleToLongBits(y.get(i - start)))
                            .as("%s(%s)", function, values[i])
                            .isEqualTo(Double.doubleToLongBits(expected));
                }
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void inPlaceGivesTheBitsThatANewVectorGets(@ForAll("functions") Pair function, @ForAll("floats") Float[] values) {
        BatchFunction batch = BatchFunctions.named(function.name());
        try (RootAllocator allocator = new RootAllocator();
                Float4Vector source = Vectors.floats(allocator, values);
                Float4Vector target = Vectors.floats(allocator, values);
                FieldVector y = batch.apply(source, allocator)) {
            batch.applyInPlace(target);
            assertThat(Vectors.floatsOf(target)).isEqualTo(Vectors.floatsOf(y));
        }
    }

    @Provide
    Arbitrary<Pair> functions() {
        return Arbitraries.of(Catalogue.entries().stream()
                .filter(Entry::isElementwise)
                .flatMap(Pair::of)
                .toList());
    }

    /** Lengths around the block of 4096 now and then; any bits, so also NaN, ±Infinity, −0 and subnormals. */
    @Provide
    Arbitrary<Float[]> floats() {
        Arbitrary<Float> value = Arbitraries.oneOf(
                Arbitraries.integers().map(Float::intBitsToFloat),
                Arbitraries.floats().between(-20, 20),
                Arbitraries.of(0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE));
        return lengths().flatMap(n -> value.injectNull(0.2).array(Float[].class).ofSize(n));
    }

    @Provide
    Arbitrary<Double[]> doubles() {
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.doubles().between(-20, 20),
                Arbitraries.of(
                        0d, -0d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE));
        return lengths()
                .flatMap(n -> value.injectNull(0.2).array(Double[].class).ofSize(n));
    }

    private static Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 70)),
                Tuple.of(1, Arbitraries.of(2047, 2048, 2049, 4095, 4096, 4097, 8193)));
    }
}
