package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.ExpectedNumbers.Pair;
import dev.activations.functions.definition.BceWithLogitsLoss;
import dev.activations.functions.definition.CrossEntropyLoss;
import dev.activations.functions.definition.Glu;
import dev.activations.functions.definition.MseLoss;
import dev.activations.functions.definition.Relu;
import dev.activations.functions.definition.SoftmaxBackward;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses, gradients through softmax, and gated linear units, against mpmath and at their edges. */
class CompanionsTest {

    static Stream<String> names() {
        return Catalogue.companions().stream().map(Entry::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void resultsAreWithinTheBound(String name) {
        assertThat(ExpectedNumbers.pairs(name)).isNotEmpty().allSatisfy(pair -> {
            double[] results = evaluate(kernel(name), pair);
            assertThat(results).hasSameSizeAs(pair.outputs());
            for (int i = 0; i < results.length; i++) {
                assertThat(ExpectedNumbers.distance(results[i], pair.outputs()[i]))
                        .as("error of result %d of %s", i, name)
                        .isLessThanOrEqualTo(bound(name, pair, ExpectedNumbers.number(pair.outputs()[i])));
            }
        });
    }

    /** (8 + n/16) ULP; for gradients, whose differences may cancel, of the largest input where that is more. */
    private static double bound(String name, Pair pair, double exact) {
        double scale = name.endsWith("_backward") ? Math.max(1, Math.abs(exact)) : exact;
        return (8 + pair.inputs().length / 16.0) * Math.ulp(scale);
    }

    private static double[] evaluate(Kernel kernel, Pair pair) {
        int length = pair.inputs().length;
        double[] results = new double[length];
        if (kernel instanceof Loss loss) {
            return loss.ofPair().values(pair.inputs(), pair.second());
        } else if (kernel instanceof RowPair backward) {
            backward.values(pair.inputs(), 0, pair.second(), 0, results, 0, length);
        } else if (kernel instanceof Rowwise gated) {
            results = new double[gated.outputLength(length)];
            gated.values(pair.inputs(), 0, results, 0, length);
        } else {
            for (int i = 0; i < length; i++) {
                results[i] = ((CrossEntropyLoss) kernel).value(pair.inputs(), 0, length, i);
            }
        }
        return results;
    }

    @Test
    void reductionIsAParameterOfALoss() {
        double[] predictions = {1, 2, 4};
        double[] targets = {1, 1, 1};
        assertThat(loss("mse_loss").values(predictions, targets)).containsExactly(10.0 / 3);
        assertThat(loss("mse_loss(reduction=sum)").values(predictions, targets)).containsExactly(10);
        assertThat(loss("mse_loss(reduction=none)").values(predictions, targets))
                .containsExactly(0, 1, 9);
    }

    private static Loss loss(String call) {
        return (Loss) Catalogue.anyNamed(call).kernel();
    }

    @Test
    void reductionsOfALossAreSumAndMean() {
        MseLoss loss = new MseLoss();
        assertThat(loss.sum(new double[] {1, 2, 4}, new double[] {1, 1, 1})).isEqualTo(10);
        assertThat(loss.mean(new double[] {1, 2, 4}, new double[] {1, 1, 1})).isEqualTo(10.0 / 3);
        assertThat(loss.sum(new double[0], new double[0])).isZero();
        assertThat(loss.mean(new double[0], new double[0])).isNaN();
    }

    @Test
    void arraysOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MseLoss().values(new double[3], new double[2]))
                .withMessage("a loss needs as many targets as predictions, got 2 and 3");
    }

    @Test
    void infiniteLogitsGiveTheLimit() {
        BceWithLogitsLoss loss = new BceWithLogitsLoss();
        assertThat(loss.value(Double.POSITIVE_INFINITY, 1)).isZero();
        assertThat(loss.value(Double.POSITIVE_INFINITY, 0)).isInfinite();
        assertThat(loss.value(Double.NEGATIVE_INFINITY, 0)).isZero();
        assertThat(loss.value(Double.NaN, 0)).isNaN();
    }

    @Test
    void crossEntropyErrorNamesTheValidClasses() {
        CrossEntropyLoss loss = new CrossEntropyLoss();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(new double[3], 0, 3, 3))
                .withMessage("cross_entropy_loss: class must be from 0 to 2, as there are 3 logits, got 3");
        assertThatIllegalArgumentException().isThrownBy(() -> loss.value(new double[3], 0, 3, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(new double[0], 0, 0, 0))
                .withMessage("cross_entropy_loss: a row without logits has no class, got 0");
        assertThat(loss.value(new double[] {Double.NEGATIVE_INFINITY, 0}, 0, 2, 0))
                .isInfinite();
        assertThat(loss.value(new double[] {Double.POSITIVE_INFINITY, 0}, 0, 2, 0))
                .isNaN();
        assertThat(loss.value(new float[] {1, 1}, 0, 2, 0)).isEqualTo((float) Math.log(2));
    }

    @Test
    void gatedUnitHalvesItsRowAndRefusesAnOddOne() {
        Glu reglu = new Glu(new Relu());
        double[] results = {9, 9, 9};
        reglu.values(new double[] {2, 3, -1, 5}, 0, results, 1, 4);
        assertThat(results).containsExactly(9, 0, 15);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reglu.values(new double[5], 0, new double[5], 0, 5))
                .withMessage("a gated linear unit halves its row, which has 5 values");
    }

    @Test
    void rowsOfAFlatArrayAreEachTheirOwn() {
        Rowwise softmax = Catalogue.named("softmax").rowwise().orElseThrow();
        double[] rows = {0, 0, 1, 1, Double.NaN, 1};
        softmax.rows(rows, 0, rows, 0, 2, 3);
        assertThat(rows).containsExactly(0.5, 0.5, 0.5, 0.5, Double.NaN, Double.NaN);
        float[] halves = {1, 2, 3, 4, 1, 2, 3, 4};
        new Glu(new Relu()).rows(halves, 0, halves, 0, 4, 2);
        assertThat(halves).startsWith(3, 8, 3, 8);
    }

    @Test
    void gradientThroughSoftmaxIsThatOfDifferences() {
        double[] x = {0.5, -1, 2};
        double[] upstream = {1, -2, 0.25};
        double[] gradient = new double[3];
        new SoftmaxBackward(false).values(x, 0, upstream, 0, gradient, 0, 3);
        Rowwise softmax = Catalogue.named("softmax").rowwise().orElseThrow();
        double step = 1e-5;
        for (int i = 0; i < 3; i++) {
            double slope = 0;
            for (int side = -1; side <= 1; side += 2) {
                double[] y = x.clone();
                y[i] += side * step;
                softmax.values(y, 0, y, 0, 3);
                slope += side * (y[0] * upstream[0] + y[1] * upstream[1] + y[2] * upstream[2]) / (2 * step);
            }
            assertThat(gradient[i]).isCloseTo(slope, within(1e-9));
        }
    }

    private static Kernel kernel(String name) {
        return Catalogue.companions().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .bind()
                .kernel();
    }
}
