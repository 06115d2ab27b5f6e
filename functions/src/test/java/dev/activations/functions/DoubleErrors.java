package dev.activations.functions;

import dev.activations.functions.FloatErrors.Root;

/** The largest error of doubles against exact values, in units of the last place of the nearest double. */
final class DoubleErrors {

    /** The largest error and its input, NaN where there is no error at all. */
    record Worst(double ulps, double at) {

        /** The two as a line of text. */
        String line() {
            return ulps + " " + at;
        }

        static Worst parse(String line) {
            String[] words = line.strip().split(" ");
            return new Worst(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
        }
    }

    private final Root root;
    private Worst worst = new Worst(0, Double.NaN);

    DoubleErrors(Root root) {
        this.root = root;
    }

    /** @param lacking what the nearest double lacks of the exact value, in its units */
    void add(double x, double actual, double nearest, double lacking) {
        double unit = Math.ulp(nearest);
        double error = actual == nearest ? Math.abs(lacking) : Math.abs((actual - nearest) / unit - lacking);
        if (Double.compare(error, worst.ulps) > 0 && !root.excuses(x, error * unit)) {
            worst = new Worst(error, x);
        }
    }

    DoubleErrors and(DoubleErrors other) {
        return Double.compare(worst.ulps, other.worst.ulps) >= 0 ? this : other;
    }

    Worst worst() {
        return worst;
    }
}
