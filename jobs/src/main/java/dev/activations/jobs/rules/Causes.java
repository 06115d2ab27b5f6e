package dev.activations.jobs.rules;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import java.util.List;
import java.util.Optional;

/** Tells from a layer's numbers where a finding comes from, and what follows from that. */
final class Causes {

    /** Many values are saturated from this share on. */
    private static final double MANY = 0.3;

    /** Inputs and initialisations that are right give outputs of about 1. */
    private static final double LARGE_RMS = 10;

    /** The root mean square of the shallowest layer is unusual beyond this, or below one over this. */
    static final double UNUSUAL_RMS = 20;

    private static final double HARDLY_VARIES = 0.05;

    private Causes() {}

    /**
     * What to try for a cause.
     *
     * @param cause the cause
     * @param because the number that it rests on, in words
     * @param suggestions what to try, in order
     */
    record Reason(Cause cause, String because, List<Suggestion> suggestions) {

        static Reason of(Cause cause, String because) {
            return new Reason(cause, because, cause.suggestions());
        }

        List<Suggestion> toTry() {
            return suggestions.stream()
                    .map(suggestion -> suggestion.because(because))
                    .toList();
        }
    }

    private static Reason late(LayerCase layer, Cause... then) {
        return new Reason(
                Cause.LATE_LOG,
                Text.sentence(
                        "the first recorded step is %,d of %,d",
                        layer.first().step(), layer.diagnosis().latest().step()),
                Cause.LATE_LOG.then(then));
    }

    /** Of NaN and infinite values. */
    static Optional<Reason> ofNonFinite(LayerCase layer) {
        if (layer.first().checks().nonFinite() > 0 && layer.isLate()) {
            return Optional.of(late(layer, Cause.DIVERGED));
        }
        String size = "the root mean square at the first step was %s";
        if (layer.run().firstRms() > LARGE_RMS) {
            return Optional.of(Reason.of(
                    Cause.LARGE_INPUT,
                    Text.sentence(
                            size + " in the shallowest layer",
                            Text.number(layer.run().firstRms()))));
        }
        if (layer.run().largestFirstRms() > LARGE_RMS) {
            return Optional.of(Reason.of(
                    Cause.LARGE_INIT,
                    Text.sentence(
                            size + " in the largest layer",
                            Text.number(layer.run().largestFirstRms()))));
        }
        return Optional.of(Reason.of(
                Cause.DIVERGED,
                Text.sentence(size + " at most", Text.number(layer.run().largestFirstRms()))));
    }

    /** Of outputs that hardly vary, and of layers that act as linear maps. */
    static Optional<Reason> ofNarrowSignal(LayerCase layer) {
        double saturated = layer.figure(Figure.SATURATED_FRACTION).orElse(0);
        return saturated < MANY
                ? Optional.of(Reason.of(Cause.SMALL_INIT, Text.percent(saturated) + " of the values are saturated"))
                : ofSaturation(layer);
    }

    /** Of saturated values. */
    static Optional<Reason> ofSaturation(LayerCase layer) {
        double before = layer.first().figures().get(Figure.SATURATED_FRACTION).orElse(0);
        if (layer.isLate()) {
            return Optional.of(late(layer, Cause.SATURATED_FROM_START, Cause.GREW));
        }
        String words = Text.sentence(
                "%s of the values were saturated at step %,d",
                Text.percent(before), layer.first().step());
        return Optional.of(Reason.of(before >= MANY ? Cause.SATURATED_FROM_START : Cause.GREW, words));
    }

    /** Of outputs of an unusual size. */
    static Optional<Reason> ofScale(LayerCase layer) {
        Figure size = layer.isShallowest() ? Figure.RMS : Figure.SCALE_RATIO;
        String words = layer.isShallowest()
                ? "the root mean square is " + layer.number(Figure.RMS)
                : "the outputs are " + layer.number(Figure.SCALE_RATIO) + " times the shallowest layer's";
        if (layer.figure(size).orElse(1) < 1) {
            return Optional.of(Reason.of(Cause.SMALL_INIT, words));
        }
        if (!layer.isShallowest()) {
            return Optional.of(Reason.of(Cause.LARGE, words));
        }
        if (layer.isLate()) {
            return Optional.of(late(layer, Cause.LARGE_INPUT, Cause.GREW));
        }
        double before = layer.first().figures().get(Figure.RMS).orElse(0);
        return Optional.of(Reason.of(
                before >= UNUSUAL_RMS ? Cause.LARGE_INPUT : Cause.GREW,
                Text.sentence(
                        "the root mean square was %s at step %,d",
                        Text.number(before), layer.first().step())));
    }

    /** Of logged loss gradients of an unusual size. */
    static Optional<Reason> ofGradientScale(LayerCase layer) {
        return Optional.of(Reason.of(
                layer.figure(Figure.GRADIENT_SCALE).orElse(1) > 1 ? Cause.LARGE : Cause.SMALL,
                "the gradients are " + layer.number(Figure.GRADIENT_SCALE) + " times the deepest layer's"));
    }

    /** Of dead units. */
    static Optional<Reason> ofDeadUnits(LayerCase layer) {
        return Optional.of(ofLostUnits(
                layer, layer.count(Figure.DEAD_UNITS), deadSinceFirst(layer), "dead", Cause.DIED_WHILE_TRAINING));
    }

    /** Of stuck units. */
    static Optional<Reason> ofStuckUnits(LayerCase layer) {
        return Optional.of(
                ofLostUnits(layer, layer.count(Figure.STUCK_UNITS), stuckSinceFirst(layer), "stuck", Cause.GREW));
    }

    /** @param later the cause where most units were lost after the first step */
    private static Reason ofLostUnits(LayerCase layer, long lost, long sinceFirst, String what, Cause later) {
        if (layer.role() == Role.GATE) {
            return Reason.of(Cause.GATE, Text.sentence("%,d of %,d gates never move", lost, layer.units()));
        }
        if (layer.isLate()) {
            return late(layer, Cause.OFF, Cause.DIED_WHILE_TRAINING);
        }
        boolean mostSinceFirst = lost > 0 && 2 * sinceFirst >= lost;
        String words = Text.sentence(
                "%,d of %,d were %s at step %,d",
                sinceFirst, lost, what, layer.first().step());
        StepDiagnosis first = layer.first();
        if (mostSinceFirst && first.checks().meanInput() < -2 * first.checks().deviationOfInputs()) {
            return Reason.of(
                    Cause.OFF,
                    Text.sentence(
                            "%s, where the mean input was %s",
                            words, Text.number(first.checks().meanInput())));
        }
        boolean hardlyVaries =
                !layer.squashes() && orOne(layer.figure(Figure.RELATIVE_SPREAD).orElse(1)) < HARDLY_VARIES;
        if (hardlyVaries || layer.run().firstRms() * UNUSUAL_RMS < 1) {
            return Reason.of(
                    Cause.SMALL_INIT,
                    hardlyVaries
                            ? "the median unit varies by " + layer.percent(Figure.RELATIVE_SPREAD) + " of its size"
                            : "the shallowest layer's root mean square was "
                                    + Text.number(layer.run().firstRms()) + " at the first step");
        }
        if (!mostSinceFirst) {
            return Reason.of(later, words);
        }
        boolean high = layer.figure(Figure.SATURATED_HIGH_FRACTION).orElse(0) >= MANY;
        return Reason.of(high ? Cause.SATURATED_FROM_START : Cause.OFF, words);
    }

    /** A spread of exactly 0 is that of a layer without any values but 0, which tells nothing of its initialisation. */
    private static double orOne(double spread) {
        return spread == 0 ? 1 : spread;
    }

    /** Dead units that have been silent since the first step. */
    static long deadSinceFirst(LayerCase layer) {
        return layer.diagnosis().diedAtStep().getOrDefault(layer.first().step(), 0);
    }

    /** Stuck units that were stuck at the first step too. */
    static long stuckSinceFirst(LayerCase layer) {
        return layer.diagnosis().stuckSinceFirst();
    }

    /** Of a function whose slope is small in the mean. */
    static Optional<Reason> ofVanishingGradient(LayerCase layer) {
        double saturated = layer.figure(Figure.SATURATED_FRACTION).orElse(0);
        if (layer.behaviour().filter(Causes::canBeOff).isPresent()) {
            return Optional.of(Reason.of(
                    Cause.OFF, layer.percent(Figure.DERIVATIVE_RATIO) + " of the expected gradient gets through"));
        }
        return saturated >= MANY
                ? Optional.of(Reason.of(Cause.SATURATED, Text.percent(saturated) + " of the values are saturated"))
                : Optional.empty();
    }

    /** Whether the function has a side on which it passes next to nothing, as it is meant to. */
    static boolean canBeOff(Behaviour behaviour) {
        return behaviour.canDie()
                || !behaviour.saturationIsAlarm()
                        && behaviour.byInput().lowTail().isPresent();
    }
}
