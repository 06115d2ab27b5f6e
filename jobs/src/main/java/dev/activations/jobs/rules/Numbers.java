package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers that a finding rests on.
 *
 * @param byName whole numbers as Long or Integer, others as Double, names as lists of text
 */
record Numbers(Map<String, Object> byName) {

    static final Numbers NONE = new Numbers(Map.of());

    /** One number. */
    static Numbers of(String name, Object number) {
        return NONE.and(name, number);
    }

    /** Figures of a layer under their own names; those that are undetermined are left out. */
    static Numbers of(LayerCase layer, Figure... figures) {
        Numbers numbers = NONE;
        for (Figure figure : figures) {
            OptionalDouble value = layer.figure(figure);
            if (value.isPresent()) {
                boolean whole = figure.isCount() || figure == Figure.IDLE_UNITS;
                numbers = numbers.and(
                        figure.key(), whole ? (Object) (long) value.getAsDouble() : (Object) value.getAsDouble());
            }
        }
        return numbers;
    }

    /** A count's share of a whole; empty as the count is. */
    static OptionalDouble share(OptionalDouble count, long whole) {
        return count.isPresent() ? OptionalDouble.of(count.getAsDouble() / whole) : count;
    }

    Numbers and(String name, Object number) {
        Map<String, Object> more = new LinkedHashMap<>(byName);
        more.put(name, number);
        return new Numbers(more);
    }
}
