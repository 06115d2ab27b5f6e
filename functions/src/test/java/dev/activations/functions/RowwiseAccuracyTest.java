package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.ExpectedNumbers.Row;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of a whole row against mpmath: ordinary rows, empty, with NaN and infinities, with one value. */
class RowwiseAccuracyTest {

    static Stream<String> names() {
        return Catalogue.entries().stream()
                .filter(entry -> !entry.isElementwise())
                .map(Entry::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void doubleRowsAreWithinTheBound(String name) {
        Rowwise f = Catalogue.named(name).rowwise().orElseThrow();
        assertThat(ExpectedNumbers.rows(name)).isNotEmpty().allSatisfy(row -> {
            double[] outputs = new double[row.inputs().length];
            f.values(row.inputs(), 0, outputs, 0, outputs.length);
            for (int i = 0; i < outputs.length; i++) {
                assertThat(shareOfBound(name, outputs[i], row, i, Math.ulp(number(row, i)), Math.ulp(1.0)))
                        .as("share of the bound in %s at %d", Arrays.toString(row.inputs()), i)
                        .isLessThanOrEqualTo(1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void floatRowsAreWithinTheBound(String name) {
        Rowwise f = Catalogue.named(name).rowwise().orElseThrow();
        assertThat(ExpectedNumbers.rows(name).stream().filter(RowwiseAccuracyTest::isFloat))
                .isNotEmpty()
                .allSatisfy(row -> {
                    float[] outputs = floats(row.inputs());
                    f.values(outputs, 0, outputs, 0, outputs.length);
                    for (int i = 0; i < outputs.length; i++) {
                        assertThat(shareOfBound(
                                        name, outputs[i], row, i, Math.ulp((float) number(row, i)), Math.ulp(1f)))
                                .as("share of the bound in %s at %d", Arrays.toString(row.inputs()), i)
                                .isLessThanOrEqualTo(1);
                    }
                });
    }

    /**
     * The error as a share of the bound: (4 + |x − max| + n/16) ULP of an output of softmax (of softmin with the minimum),
     * (2 + n/16) ULP of max(1, |output|) for a logarithm. Rounding x − max once changes e^(x − max) by up to |x − max|/2 of the
     * larger of two ULP that a binade has, so by |x − max| of the smaller.
     */
    private static double shareOfBound(String name, double actual, Row row, int i, double ulp, double ulpOfOne) {
        double exact = number(row, i);
        if (actual == exact || Double.isNaN(actual) && Double.isNaN(exact)) {
            return 0;
        }
        double partialSums = row.inputs().length / 16.0;
        double sign = name.equals("softmin") ? -1 : 1;
        double max = sign * Arrays.stream(row.inputs()).map(x -> sign * x).max().orElse(0);
        double bound = exact > 0
                ? (4 + Math.abs(row.inputs()[i] - max) + partialSums) * ulp
                : (2 + partialSums) * Math.max(ulpOfOne, ulp);
        return ExpectedNumbers.distance(actual, row.outputs()[i]) / bound;
    }

    private static double number(Row row, int i) {
        return ExpectedNumbers.number(row.outputs()[i]);
    }

    private static float[] floats(double[] row) {
        float[] floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return floats;
    }

    private static boolean isFloat(Row row) {
        return Arrays.stream(row.inputs()).allMatch(x -> x == (float) x || Double.isNaN(x));
    }
}
