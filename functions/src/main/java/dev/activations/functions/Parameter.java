package dev.activations.functions;

import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** What an activation takes beside its input: a number, such as the α of leaky ReLU, or one of a few words. */
public sealed interface Parameter {

    /** The name as written in a call. */
    String name();

    /** The value where a call does not give one: a {@link Double} or a {@link String}; empty where a call must. */
    Optional<Object> defaultValue();

    /** The default, or a typical value where there is none: for plots, documentation and tests. */
    Object example();

    /** The allowed values in words, such as "above 0". */
    String range();

    /** Whether a value of the right type is allowed. */
    boolean allows(Object value);

    /** The value of this text, as {@link #example} is typed; the text itself where it is no such value. */
    Object parse(String text);

    /** Returns the value, or throws naming function, parameter, value and range. */
    default Object check(String function, Object value) {
        if (!allows(value)) {
            throw new IllegalArgumentException(
                    "%s: parameter %s must be %s, got %s".formatted(function, name(), range(), Values.text(value)));
        }
        return value;
    }

    /**
     * A parameter that is a number. NaN and ±Infinity are never allowed.
     *
     * @param required whether a call must give it, so that the example is not its default
     * @param within whether a finite value is allowed
     */
    record Number(String name, Double example, boolean required, String range, DoublePredicate within)
            implements Parameter {

        static Number finite(String name, double defaultValue) {
            return new Number(name, defaultValue, false, "any finite number", value -> true);
        }

        static Number required(String name, double example) {
            return new Number(name, example, true, "any finite number", value -> true);
        }

        static Number nonZero(String name, double defaultValue) {
            return new Number(name, defaultValue, false, "finite and not 0", value -> value != 0);
        }

        static Number above(String name, double bound, double defaultValue) {
            return new Number(
                    name, defaultValue, false, "finite and above " + Values.text(bound), value -> value > bound);
        }

        static Number atLeast(String name, double bound, double defaultValue) {
            return new Number(
                    name, defaultValue, false, "finite and at least " + Values.text(bound), value -> value >= bound);
        }

        @Override
        public Optional<Object> defaultValue() {
            return required ? Optional.empty() : Optional.of(example);
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Double number && Double.isFinite(number) && within.test(number);
        }

        @Override
        public Object parse(String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                return text;
            }
        }
    }

    /** A parameter that is one of a few words. */
    record Choice(String name, String example, List<String> words) implements Parameter {

        @Override
        public Optional<Object> defaultValue() {
            return Optional.of(example);
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof String word && words.contains(word);
        }

        @Override
        public Object parse(String text) {
            return text;
        }
    }
}
