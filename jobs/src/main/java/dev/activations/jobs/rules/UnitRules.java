package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.FiringBound;
import dev.activations.jobs.rules.GradedRule.Limits;
import java.util.List;
import java.util.Map;

/** Rules about units that stopped firing, or cannot be told to have. */
final class UnitRules {

    private static final double FEWEST_SILENT = 0.1;

    private UnitRules() {}

    /** Limits: keras-contrib's DeadReluDetector (10 %), SageMaker Debugger's dying_relu (50 %). */
    static GradedRule deadUnits() {
        return new GradedRule(
                "dead-units",
                layer -> true,
                layer -> layer.figure(Figure.DEAD_FRACTION),
                Limits.atLeast(0.1, 0.5),
                false,
                layer -> Text.sentence(
                        "%,d of %,d units never fired in %s (each fires in under %s of such samples, %s sure): %s%s",
                        layer.count(Figure.DEAD_UNITS),
                        layer.units(),
                        Text.count(layer.samples(), "sample"),
                        Text.percent(layer.settings().maxFiringRate()),
                        Text.percent(1 - layer.settings().alpha()),
                        Text.diedAt(layer.diagnosis().diedAtStep()),
                        unseenAlive(layer)),
                layer -> Map.of("dead_units", layer.count(Figure.DEAD_UNITS), "units", layer.units()),
                UnitRules::suggestionsForDeadUnits);
    }

    /** The estimate beside the proof, labelled so; nothing where it is below one unit. */
    private static String unseenAlive(LayerCase layer) {
        long alive = layer.count(Figure.UNSEEN_ALIVE_ESTIMATE);
        return alive == 0
                ? ""
                : Text.sentence(
                        "; by an estimate at least about %,d of the silent ones are alive, but rarely fire", alive);
    }

    private static List<Suggestion> suggestionsForDeadUnits(LayerCase layer) {
        long firstStep = layer.diagnosis().steps().get(0).step();
        int sinceFirst = layer.diagnosis().diedAtStep().getOrDefault(firstStep, 0);
        if (deadAtUpperClamp(layer)) {
            return Suggestions.saturated();
        }
        return sinceFirst * 2L > layer.count(Figure.DEAD_UNITS)
                ? Suggestions.unitsDeadSinceTheFirstStep()
                : Suggestions.unitsDiedInTraining();
    }

    /** Whether most of the dead units are stuck at a clamp above (relu6, hard_tanh, hard_sigmoid), not below. */
    private static boolean deadAtUpperClamp(LayerCase layer) {
        double high = layer.figure(Figure.SATURATED_HIGH_FRACTION).orElse(0);
        return high * 2 > layer.figure(Figure.DEAD_FRACTION).orElse(0) && high > 0;
    }

    static boolean isUndecided(LayerCase layer) {
        return layer.count(Figure.INSUFFICIENT_UNITS) > 0
                && layer.figure(Figure.NEVER_FIRED_FRACTION).orElse(0) >= FEWEST_SILENT
                && deadUnits().severity(layer).isEmpty();
    }

    static Rule notEnoughData() {
        return new InfoRule(
                Rules.NOT_ENOUGH_DATA,
                UnitRules::isUndecided,
                layer -> Text.sentence(
                        "%,d of %,d units never fired, but %s can only prove a firing rate below %s%s",
                        layer.count(Figure.NEVER_FIRED_UNITS),
                        layer.units(),
                        Text.count(layer.samples(), "sample"),
                        Text.percent(
                                layer.figure(Figure.FIRING_RATE_UPPER_BOUND).orElse(1)),
                        unseenAlive(layer)),
                layer -> Map.of(
                        "never_fired_units",
                        layer.count(Figure.NEVER_FIRED_UNITS),
                        "units",
                        layer.units(),
                        "samples",
                        layer.samples()),
                layer -> List.of(Suggestions.logMoreSamples(missingSamples(layer))));
    }

    private static long missingSamples(LayerCase layer) {
        FiringBound bound = FiringBound.forUnits(layer.settings(), layer.units());
        return Math.max(1, bound.samplesNeeded(layer.settings().maxFiringRate()) - layer.samples());
    }

    /** Limit: SageMaker Debugger; Sokar et al. 2023 and Lyle et al. 2023 on loss of plasticity. */
    static Rule nearlyDeadUnits() {
        return shareOfUnits(
                "nearly-dead-units",
                Figure.NEARLY_DEAD_UNITS,
                "%,d of %,d units fire, but provably in too few samples",
                Suggestions.unitsDiedInTraining());
    }

    /** Limit: PyTorch's ModelReport. */
    static Rule constantUnits() {
        return shareOfUnits(
                "constant-units",
                Figure.CONSTANT_UNITS,
                "%,d of %,d units have the same value for every sample",
                Suggestions.saturated());
    }

    private static Rule shareOfUnits(String name, Figure count, String sentence, List<Suggestion> suggestions) {
        return new GradedRule(
                name,
                layer -> count != Figure.CONSTANT_UNITS || layer.hasSamplesForVariation(),
                layer -> layer.shareOfUnits(count),
                Limits.atLeast(0.1, Limits.UNREACHED),
                false,
                layer -> Text.sentence(sentence, layer.count(count), layer.units()),
                layer -> Map.of(count.key(), layer.count(count), "units", layer.units()),
                layer -> suggestions);
    }

    static Rule revivedUnits() {
        return new InfoRule(
                "revived-units",
                layer -> layer.diagnosis().revivedUnits() > 0,
                layer -> Text.sentence(
                        "%,d of %,d units fired again after having been dead",
                        layer.diagnosis().revivedUnits(), layer.units()),
                layer -> Map.of("revived_units", layer.diagnosis().revivedUnits()),
                layer -> List.of());
    }
}
