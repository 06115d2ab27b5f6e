package dev.activations.jobs.gates.preset;

import dev.activations.jobs.rules.Text;
import java.util.function.ToDoubleFunction;

/**
 * The condition that makes a rule speak: a number beyond a limit.
 *
 * @param comparison on which side of the limit
 * @param of the limit, from the preset's parameters
 * @param text the limit, in words
 * @param nanMeets whether a number that is not finite meets it too
 */
record Limit(Comparison comparison, ToDoubleFunction<Values> of, String text, boolean nanMeets) {

    /** On which side of the limit a number meets it. */
    enum Comparison {
        ABOVE("above"),
        AT_LEAST("from"),
        BELOW("below"),
        AT_MOST("up to");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
            };
        }

        /** Whether great numbers meet it, rather than small ones. */
        boolean isUpward() {
            return this == ABOVE || this == AT_LEAST;
        }
    }

    static Limit above(String parameter) {
        return new Limit(Comparison.ABOVE, values -> values.get(parameter), '`' + parameter + '`', false);
    }

    static Limit above(double fixed) {
        return new Limit(Comparison.ABOVE, values -> fixed, Text.number(fixed), false);
    }

    static Limit atLeast(String parameter) {
        return new Limit(Comparison.AT_LEAST, values -> values.get(parameter), '`' + parameter + '`', false);
    }

    static Limit below(String parameter) {
        return new Limit(Comparison.BELOW, values -> values.get(parameter), '`' + parameter + '`', false);
    }

    static Limit atMost(double fixed) {
        return new Limit(Comparison.AT_MOST, values -> fixed, Text.number(fixed), false);
    }

    /** The condition in words, such as "above `threshold_layer`". */
    String words() {
        return comparison.word + " " + text + (nanMeets ? ", or where it is no number" : "");
    }

    Limit orNotANumber() {
        return new Limit(comparison, of, text, true);
    }

    Answer answer(Bounds bounds, Values values) {
        double limit = of.applyAsDouble(values);
        if (Double.isNaN(bounds.least())) {
            return nanMeets ? Answer.MET : Answer.NOT_MET;
        }
        boolean least = comparison.holds(bounds.least(), limit);
        boolean most = comparison.holds(bounds.most(), limit);
        return least && most ? Answer.MET : least || most ? Answer.OPEN : Answer.NOT_MET;
    }

    /** Of a number that is not wholly determined, the bound that the answer rests on. */
    double deciding(Bounds bounds, Answer answer) {
        return (answer == Answer.MET) == comparison.isUpward() ? bounds.least() : bounds.most();
    }
}
