package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.List;
import java.util.Optional;

/**
 * Which activation a layer without a declared one looks like, by what it gave for all samples of its latest step.
 *
 * @param layer the layer's name
 * @param activation the catalogue's name
 * @param evidence what the values say, in words
 */
record Guess(String layer, String activation, String evidence) {

    private static final long ENOUGH_VALUES = 100;
    private static final double MANY_ZEROS = 0.05;

    static Optional<Guess> of(LayerCase layer) {
        StepDiagnosis latest = layer.diagnosis().latest();
        double min = latest.figures().get(Figure.MIN).orElse(Double.NaN);
        double max = latest.figures().get(Figure.MAX).orElse(Double.NaN);
        double zeros = latest.figures().get(Figure.ZERO_FRACTION).orElse(0);
        long values = latest.figures().count(Figure.VALUES);
        String name = layer.diagnosis().layer().key().layer();
        if (values < ENOUGH_VALUES || Double.isNaN(min)) {
            return Optional.empty();
        }
        if (min >= 0 && zeros >= MANY_ZEROS) {
            return Optional.of(new Guess(
                    name,
                    max > 1 ? "relu" : max == 1 ? "hard_sigmoid" : "relu",
                    Text.sentence("none of %,d values is negative and %s are exactly 0", values, Text.percent(zeros))));
        }
        if (min >= 0 && max <= 1) {
            return Optional.of(new Guess(name, "sigmoid", Text.sentence("all %,d values lie from 0 to 1", values)));
        }
        if (min >= -1 && max <= 1 && min < 0) {
            return Optional.of(new Guess(name, "tanh", Text.sentence("all %,d values lie from −1 to 1", values)));
        }
        return Optional.empty();
    }

    /** The option to type. */
    String option() {
        return "--activation '" + Text.pattern(layer) + "=" + activation + "'";
    }

    String sentence() {
        return Text.sentence("%s looks like %s: %s; say %s", layer, activation, evidence, option());
    }

    List<Suggestion> suggestions() {
        return List.of(new Suggestion("say " + option(), "docs/log-format.md", evidence));
    }
}
