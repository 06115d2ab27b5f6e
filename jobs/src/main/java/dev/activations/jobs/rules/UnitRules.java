package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.FiringBound;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Rules about units that stopped firing, or cannot be told to have. */
final class UnitRules {

    static final String DEAD_UNITS = "dead-units";
    static final String NOT_ENOUGH_DATA = "not-enough-data";

    static final List<Rule> RULES =
            List.of(deadUnits(), notEnoughData(), nearlyDeadUnits(), constantUnits(), revivedUnits());

    private UnitRules() {}

    private static Rule deadUnits() {
        return rule(DEAD_UNITS, "Dead units")
                .shareOfUnits(Figure.DEAD_UNITS)
                .warnFrom(0.1)
                .failFrom(0.5)
                .because("keras-contrib's DeadReluDetector; SageMaker Debugger's dying_relu")
                .says(layer -> Text.sentence(
                        "%,d of %,d units never fired in %s (each fires in under %s of such samples, %s sure): %s%s",
                        layer.count(Figure.DEAD_UNITS),
                        layer.units(),
                        Text.count(layer.samples(), "sample"),
                        Text.percent(layer.settings().maxFiringRate()),
                        Text.percent(1 - layer.settings().alpha()),
                        Text.diedAt(layer.diagnosis().diedAtStep()),
                        unseenAlive(layer)))
                .suggests(UnitRules::suggestionsForDeadUnits)
                .build();
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

    private static Rule notEnoughData() {
        return rule(NOT_ENOUGH_DATA, "Too few samples to tell dead units from rare ones")
                .once("silent units, some of them undecided", UnitRules::silentWithUndecided, Scale.SHARE)
                .noteFrom(0.1)
                .because("Clopper and Pearson 1934")
                .numbers(layer -> Map.of(
                        "never_fired_units",
                        layer.count(Figure.NEVER_FIRED_UNITS),
                        "units",
                        layer.units(),
                        "samples",
                        layer.samples()))
                .noteMeans(LayerVerdict.INSUFFICIENT_DATA)
                .unless(DEAD_UNITS)
                .says(layer -> Text.sentence(
                        "%,d of %,d units never fired, but %s can only prove a firing rate below %s%s",
                        layer.count(Figure.NEVER_FIRED_UNITS),
                        layer.units(),
                        Text.count(layer.samples(), "sample"),
                        Text.percent(
                                layer.figure(Figure.FIRING_RATE_UPPER_BOUND).orElse(1)),
                        unseenAlive(layer)))
                .suggests(layer -> List.of(Suggestions.logMoreSamples(missingSamples(layer))))
                .build();
    }

    private static OptionalDouble silentWithUndecided(LayerCase layer) {
        return layer.count(Figure.INSUFFICIENT_UNITS) == 0
                ? OptionalDouble.empty()
                : layer.figure(Figure.NEVER_FIRED_FRACTION);
    }

    private static long missingSamples(LayerCase layer) {
        FiringBound bound = FiringBound.forUnits(layer.settings(), layer.units());
        return Math.max(1, bound.samplesNeeded(layer.settings().maxFiringRate()) - layer.samples());
    }

    private static Rule nearlyDeadUnits() {
        return rule("nearly-dead-units", "Nearly dead units")
                .shareOfUnits(Figure.NEARLY_DEAD_UNITS)
                .warnFrom(0.1)
                .because("SageMaker Debugger; Sokar et al. 2023 and Lyle et al. 2023 on loss of plasticity")
                .says(layer -> Text.sentence(
                        "%,d of %,d units fire, but provably in too few samples",
                        layer.count(Figure.NEARLY_DEAD_UNITS), layer.units()))
                .suggests(layer -> Suggestions.unitsDiedInTraining())
                .build();
    }

    private static Rule constantUnits() {
        return rule("constant-units", "Units with the same value for every sample")
                .shareOfUnits(Figure.CONSTANT_UNITS)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnFrom(0.1)
                .because("PyTorch's ModelReport")
                .says(layer -> Text.sentence(
                        "%,d of %,d units have the same value for every sample",
                        layer.count(Figure.CONSTANT_UNITS), layer.units()))
                .suggests(layer -> Suggestions.saturated())
                .build();
    }

    private static Rule revivedUnits() {
        return rule("revived-units", "Units that came back to life")
                .note(
                        "units that fired again after having been dead",
                        layer -> layer.diagnosis().revivedUnits() > 0)
                .numbers(layer -> Map.of("revived_units", layer.diagnosis().revivedUnits()))
                .says(layer -> Text.sentence(
                        "%,d of %,d units fired again after having been dead",
                        layer.diagnosis().revivedUnits(), layer.units()))
                .build();
    }
}
