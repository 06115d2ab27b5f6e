package dev.activations.jobs.gates;

import dev.activations.jobs.diagnosis.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a check may ask for, under its name in report.json: a figure of a step, or a count of the layer as a whole. */
sealed interface Quantity {

    /** Its name in report.json, such as {@code dead_fraction}. */
    String key();

    /** Whether it is a whole number. */
    boolean isCount();

    /** The one of this name; empty where there is none. */
    static Optional<Quantity> named(String name) {
        Optional<Quantity> ofLayer = Arrays.<Quantity>stream(OfLayer.values())
                .filter(count -> count.key().equals(name))
                .findFirst();
        return ofLayer.or(() -> Figure.named(name).map(OfStep::new));
    }

    /** All names. */
    static List<String> names() {
        return Stream.concat(
                        Figure.reported().stream().map(Figure::key),
                        Arrays.stream(OfLayer.values()).map(OfLayer::key))
                .toList();
    }

    /** A figure, which each step has, and the judged steps together. */
    record OfStep(Figure figure) implements Quantity {

        @Override
        public String key() {
            return figure.key();
        }

        @Override
        public boolean isCount() {
            return figure.isCount();
        }
    }

    /** A count that is one for all steps. */
    enum OfLayer implements Quantity {
        UNITS,
        REVIVED_UNITS;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean isCount() {
            return true;
        }
    }
}
