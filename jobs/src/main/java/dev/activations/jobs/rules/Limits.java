package dev.activations.jobs.rules;

import java.util.Optional;

/**
 * From where on a number is mentioned, warned of and failed.
 *
 * @param side on which side of a limit the trouble is
 * @param mild the first limit; NaN where there is none
 * @param fail the limit of failures; NaN where there is none
 * @param mildly what the first limit is a reason for: a warning or a note
 */
record Limits(Side side, double mild, double fail, Severity mildly) {

    /** On which side of a limit the trouble is. */
    enum Side {
        /** The number is as large as the limit, or larger. */
        FROM("≥ "),
        /** The number is larger than the limit. */
        ABOVE("> "),
        /** The number is smaller than the limit. */
        BELOW("< "),
        /** The number, or one over it, is as large as the limit, or larger. */
        OUTSIDE("outside ");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }

        private boolean reached(double number, double limit) {
            return switch (this) {
                case FROM -> number >= limit;
                case ABOVE -> number > limit;
                case BELOW -> number < limit;
                case OUTSIDE -> Math.max(number, 1 / number) >= limit;
            };
        }
    }

    static final Limits NONE = new Limits(Side.FROM, Double.NaN, Double.NaN, Severity.WARN);

    Limits with(Side onSide, Severity severity, double limit) {
        return severity == Severity.FAIL
                ? new Limits(onSide, mild, limit, mildly)
                : new Limits(onSide, limit, fail, severity);
    }

    boolean has(Severity severity) {
        return !Double.isNaN(of(severity));
    }

    /** The limit of a severity; NaN where there is none. */
    double of(Severity severity) {
        return severity == Severity.FAIL ? fail : severity == mildly ? mild : Double.NaN;
    }

    /** Whether a number that fails is beyond the first limit too. */
    boolean areInOrder() {
        return Double.isNaN(mild) || Double.isNaN(fail) || (side == Side.BELOW ? fail <= mild : fail >= mild);
    }

    /** The same with another limit of a severity that has one. */
    Limits with(Severity severity, double limit) {
        return with(side, severity, limit);
    }

    /** How grave the number is; empty where it is within the limits. */
    Optional<Severity> severity(double number) {
        if (side.reached(number, fail)) {
            return Optional.of(Severity.FAIL);
        }
        return side.reached(number, mild) ? Optional.of(mildly) : Optional.empty();
    }

    /** The limit as a table writes it, such as "≥ 30 %"; empty where there is none. */
    String words(Severity severity, Scale scale) {
        double limit = of(severity);
        return Double.isNaN(limit) ? "" : scale.words(side.sign, limit);
    }

    /** How a limit is written. */
    enum Scale {
        NUMBER,
        SHARE,
        COUNT,
        FACTOR,
        /** No number: it is so or it is not. */
        CONDITION;

        private String words(String sign, double limit) {
            return switch (this) {
                case NUMBER -> sign + Text.number(limit);
                case FACTOR -> sign + "1/" + Text.sentence("%,d … %,d", (long) limit, (long) limit);
                case SHARE -> limit == 0 ? "any" : limit == 1 ? "all" : sign + Text.percent(limit);
                case CONDITION -> "any";
                case COUNT -> limit <= 1 ? "any" : sign + Text.sentence("%,d", (long) limit);
            };
        }
    }
}
