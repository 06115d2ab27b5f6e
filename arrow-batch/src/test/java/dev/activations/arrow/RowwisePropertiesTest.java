package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Every function of an array, over random rows of every kind of list, gives each row the bits of the Java function. */
class RowwisePropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void rowsAreTheJavaFunctionsRows(
            @ForAll("functions") String name,
            @ForAll("kinds") ArrowType kind,
            @ForAll FloatingPointPrecision precision,
            @ForAll("rows") List<List<Double>> rows,
            @ForAll @DoubleRange(min = 0, max = 1) double from) {
        Rowwise kernel = Catalogue.named(name).rowwise().orElseThrow();
        int start = (int) (from * rows.size());
        try (RootAllocator allocator = new RootAllocator();
                FieldVector whole = ListVectors.of(allocator, kind, precision, rows);
                FieldVector x = Vectors.slice(whole, start, rows.size() - start);
                FieldVector y = BatchFunctions.named(name).apply(x, allocator)) {
            List<List<Double>> inputs = ListVectors.rowsOf(x);
            List<List<Double>> results = ListVectors.rowsOf(y);
            assertThat(results).hasSize(rows.size() - start);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i)).isEqualTo(expected(kernel, inputs.get(i), precision));
            }
        }
    }

    private static List<Double> expected(Rowwise kernel, List<Double> row, FloatingPointPrecision precision) {
        if (row == null || row.contains(null)) {
            return null;
        }
        double[] result = row.stream().mapToDouble(v -> v).toArray();
        if (precision == FloatingPointPrecision.DOUBLE) {
            kernel.values(result, 0, result, 0, result.length);
            return Arrays.stream(result).boxed().toList();
        }
        float[] floats = new float[result.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) result[i];
        }
        kernel.values(floats, 0, floats, 0, floats.length);
        for (int i = 0; i < floats.length; i++) {
            result[i] = precision == FloatingPointPrecision.HALF
                    ? Float16.toFloat(Float16.toFloat16(floats[i]))
                    : floats[i];
        }
        return Arrays.stream(result).boxed().toList();
    }

    @Provide
    Arbitrary<String> functions() {
        return Arbitraries.of(Catalogue.entries().stream()
                .map(entry -> entry.example())
                .filter(activation -> activation.rowwise().isPresent())
                .map(activation -> activation.call())
                .toList());
    }

    @Provide
    Arbitrary<ArrowType> kinds() {
        return Arbitraries.of(ListVectors.KINDS_OF_ANY_LENGTH);
    }

    @Provide
    Arbitrary<List<List<Double>>> rows() {
        Arbitrary<Double> value = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.doubles().between(-30, 30)),
                Tuple.of(1, Arbitraries.of(0d, -0d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
        return value.injectNull(0.02)
                .list()
                .ofMaxSize(40)
                .injectNull(0.1)
                .list()
                .ofMaxSize(30);
    }
}
