package dev.activations.jobs.rules;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cause of a finding, if the log shows it; each cause has one list of suggestions. */
enum Cause {
    SMALL_INIT(
            "the signal is small and under 30 % of the values are saturated",
            Suggestions.LARGER_INITIALISATION,
            Suggestions.NORMALISE_INPUT,
            Suggestions.NORMALISATION_LAYER,
            Suggestions.RESIDUALS),
    SATURATED_FROM_START(
            "at least 30 % of the values were saturated at an early first step",
            Suggestions.NORMALISE_INPUT,
            Suggestions.SMALLER_INITIALISATION,
            Suggestions.NORMALISATION_LAYER,
            Suggestions.RELU_INSIDE,
            Suggestions.AN_OUTPUT),
    GREW(
            "saturation, size or stuck units developed during training",
            Suggestions.LOWER_LEARNING_RATE,
            Suggestions.WEIGHT_DECAY,
            Suggestions.NORMALISATION_LAYER,
            Suggestions.AN_OUTPUT),
    SATURATED(
            "at least 30 % of the values are saturated, whatever the reason",
            Suggestions.NORMALISE_INPUT,
            Suggestions.SMALLER_INITIALISATION,
            Suggestions.NORMALISATION_LAYER,
            Suggestions.RELU_INSIDE,
            Suggestions.LOWER_LEARNING_RATE,
            Suggestions.WEIGHT_DECAY,
            Suggestions.AN_OUTPUT),
    OFF(
            "units have been dead or stuck low since the first step, or pass no gradient because they are off",
            Suggestions.ZERO_BIAS,
            Suggestions.NORMALISE_INPUT,
            Suggestions.HE,
            Suggestions.BATCH_NORMALISATION,
            Suggestions.SPARSE_BY_DESIGN),
    DIED_WHILE_TRAINING(
            "units died after the first step",
            Suggestions.WARM_UP,
            Suggestions.NORMALISE_INPUT,
            Suggestions.HE,
            Suggestions.BATCH_NORMALISATION,
            Suggestions.OTHER_RELU),
    /** What to try after that depends on what was found; {@link Causes} adds it. */
    LATE_LOG("the log begins too late to show the start", Suggestions.RECORD_EARLIER),
    GATE("gates never move", Suggestions.GATE_BIAS, Suggestions.LOWER_LEARNING_RATE),
    LARGE_INPUT(
            "the shallowest layer's root mean square is above 10 at the first step",
            Suggestions.NORMALISE_INPUT,
            Suggestions.SMALLER_INITIALISATION,
            Suggestions.CLIP_GRADIENT,
            Suggestions.LOWER_LEARNING_RATE),
    LARGE_INIT(
            "a deeper layer's root mean square is above 10 at the first step",
            Suggestions.SMALLER_INITIALISATION,
            Suggestions.NORMALISATION_LAYER,
            Suggestions.CLIP_GRADIENT),
    LARGE(
            "outputs or gradients are far larger than in the layer that they are compared with",
            Suggestions.NORMALISATION_LAYER,
            Suggestions.SMALLER_INITIALISATION,
            Suggestions.CLIP_GRADIENT),
    SMALL(
            "gradients are far smaller than in the deepest layer",
            Suggestions.RESIDUALS,
            Suggestions.NORMALISATION_LAYER,
            Suggestions.HE_OR_LECUN,
            Suggestions.FEWER_LAYERS),
    DIVERGED(
            "NaN or infinite values, and none of the above",
            Suggestions.CLIP_GRADIENT,
            Suggestions.LOWER_LEARNING_RATE,
            Suggestions.BF16);

    private final String when;
    private final List<Suggestion> suggestions;

    Cause(String when, Suggestion... suggestions) {
        this.when = when;
        this.suggestions = List.of(suggestions);
    }

    /** When the log points to it. */
    String when() {
        return when;
    }

    /** What to try, in order. */
    List<Suggestion> suggestions() {
        return suggestions;
    }

    /** What to try, and after that what to try for others, each thing once. */
    List<Suggestion> then(Cause... others) {
        return Stream.concat(suggestions.stream(), Stream.of(others).flatMap(other -> other.suggestions.stream()))
                .distinct()
                .toList();
    }

    /** The name in a finding's numbers, such as {@code small-init}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
