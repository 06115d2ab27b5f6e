package dev.activations.jobs.gates.baseline;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Whether as many of the same units died as came back, as chance would have it: McNemar's test (McNemar 1947) in its exact form,
 * by the binomial distribution.
 */
final class PairedTest {

    private static final double EVEN = 0.5;
    private static final double NEGLIGIBLE = 1e-18;

    private PairedTest() {}

    /**
     * The two-sided p-value, min(1, 2·P(X ≤ min(died, revived))) for X of Binomial(died + revived, ½); 1 where no unit changed.
     */
    static double pValue(int died, int revived) {
        int changed = died + revived;
        int fewer = Math.min(died, revived);
        double largest = Math.exp(new BinomialDistribution(null, changed, EVEN).logProbability(fewer));
        return Math.min(1, 2 * largest * sumInLargest(fewer, changed));
    }

    /**
     * P(X ≤ k) / P(X = k), term by term down from k. The distribution's own sum is one minus the other tail, which has no digits
     * left where the probability is tiny.
     */
    private static double sumInLargest(int k, int n) {
        double sum = 1;
        double term = 1;
        for (int i = k; i > 0 && term > NEGLIGIBLE * sum; i--) {
            term *= i / (n - i + 1.0);
            sum += term;
        }
        return sum;
    }

    /** The p-values of several tests with Holm's correction (Holm 1979), in the same order. */
    static double[] holm(List<Double> pValues) {
        int tests = pValues.size();
        double[] corrected = new double[tests];
        double worst = 0;
        int[] ascending = IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .mapToInt(i -> i)
                .toArray();
        for (int place = 0; place < tests; place++) {
            int test = ascending[place];
            worst = Math.max(worst, Math.min(1, (tests - place) * pValues.get(test)));
            corrected[test] = worst;
        }
        return corrected;
    }
}
