package dev.activations.jobs.gates;

import java.util.Arrays;
import java.util.Optional;

/** How a check compares a number with its limit. */
enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    DIFFERENT("!=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    static Optional<Comparison> of(String sign) {
        return Arrays.stream(values()).filter(each -> each.sign.equals(sign)).findFirst();
    }

    boolean holds(double number, double limit) {
        return switch (this) {
            case LESS -> number < limit;
            case AT_MOST -> number <= limit;
            case GREATER -> number > limit;
            case AT_LEAST -> number >= limit;
            case EQUAL -> number == limit;
            case DIFFERENT -> number != limit;
        };
    }

    /** Whether it holds of a number that lies from {@code low} to {@code high}; undecided where that depends on the number. */
    Outcome outcome(double low, double high, double limit) {
        boolean mayBeEqual = low <= limit && limit <= high;
        boolean decided =
                switch (this) {
                    case EQUAL, DIFFERENT -> low == high || !mayBeEqual;
                    case LESS, AT_MOST, GREATER, AT_LEAST -> holds(low, limit) == holds(high, limit);
                };
        return !decided ? Outcome.UNDECIDED : holds(low, limit) ? Outcome.PASS : Outcome.FAIL;
    }

    @Override
    public String toString() {
        return sign;
    }
}
