package dev.activations.jobs.gates.preset;

import dev.activations.functions.statistics.GradientStatistics;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.ValueStatistics;
import dev.activations.jobs.state.StepState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The built-in rules of Amazon SageMaker Debugger that look at activations and gradients. Their code is not public; these are
 * the definitions and defaults of its developer guide.
 */
final class SageMakerPreset {

    private static final String INACTIVITY = "threshold_inactivity";
    private static final String LAYER = "threshold_layer";
    private static final String GRADIENT = "threshold";
    private static final String ONLY_NAN = "only_nan";
    private static final String TANH_MIN = "threshold_tanh_min";
    private static final String TANH_MAX = "threshold_tanh_max";
    private static final String SIGMOID_MIN = "threshold_sigmoid_min";
    private static final String SIGMOID_MAX = "threshold_sigmoid_max";

    static final Preset PRESET = new Preset(
            "sagemaker",
            new Source(
                    "Amazon SageMaker Debugger",
                    "rule names of smdebug_rulesconfig 1.0.2 (commit afeb292), definitions of the developer guide",
                    "https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-built-in-rules.html"),
            List.of(dyingRelu(), saturatedActivation(), vanishingGradient(), explodingTensor()),
            List.of(
                    Parameter.percent(
                            INACTIVITY, 1, "a unit that is active for less than so many percent is dead or saturated"),
                    Parameter.percent(LAYER, 50, "percent of a layer's units above which the rule speaks"),
                    Parameter.number(TANH_MIN, -9.4999, "input of a tanh at and below which it is saturated"),
                    Parameter.number(TANH_MAX, 9.4999, "input of a tanh at and above which it is saturated"),
                    Parameter.number(SIGMOID_MIN, -23, "input of a sigmoid at and below which it is saturated"),
                    Parameter.number(SIGMOID_MAX, 16.99999, "input of a sigmoid at and above which it is saturated"),
                    Parameter.size(GRADIENT, 1e-7, "mean magnitude below which a gradient has vanished"),
                    Parameter.flag(ONLY_NAN, false, "whether infinite values do not count as exploding")));

    private SageMakerPreset() {}

    private static PresetRule dyingRelu() {
        return new PresetRule(
                "dying_relu",
                "If the percent of inactive ReLUs in a layer is greater than the threshold_layer value of inactive"
                        + " ReLUs, the"
                        + " rule returns True. If the ReLU is active less than the threshold_inactivity, it is considered to"
                        + " be dead.",
                "percent of the units whose output is above 0 for less than `threshold_inactivity` percent of its values",
                "No number of samples is too small for it: a unit that is silent in a batch of 10 is dead."
                        + " `dead-units` needs 299 silent samples, and counts a unit that fires only if the samples"
                        + " prove a rate under 1 %. This rule counts values and not samples, so a channel that fires"
                        + " at few positions of every sample is dead too.",
                "layer of a relu",
                Set.of("relu"),
                false,
                SageMakerPreset::inactive,
                Limit.above(LAYER),
                OverSteps.ANY);
    }

    /** Firing is what is above epsilon, activity what is above 0. */
    private static Optional<Bounds> inactive(StepState state, Values values) {
        UnitStatistics units =
                state.statistics().flatMap(LayerStatistics::units).orElseThrow();
        double limit = values.get(INACTIVITY);
        int seen = 0;
        int least = 0;
        int most = 0;
        for (int u = 0; u < units.units(); u++) {
            if (units.values(u) > 0) {
                seen++;
                boolean inactive = 100.0 * units.firingValues(u) / units.values(u) < limit;
                most += inactive ? 1 : 0;
                least += inactive && (state.epsilon() == 0 || units.max(u) <= 0) ? 1 : 0;
            }
        }
        return seen == 0
                ? Optional.empty()
                : Optional.of(Bounds.between(
                        100.0 * least / seen,
                        100.0 * most / seen,
                        "with --epsilon the sums count what is above epsilon, not what is above 0"));
    }

    private static PresetRule saturatedActivation() {
        return new PresetRule(
                "saturated_activation",
                "If the activity of a node drops below the threshold_inactivity percentage, it is considered saturated. If"
                        + " more than a threshold_layer percent of the nodes are saturated, the rule returns True.",
                "percent of the units whose input lies between the two thresholds of its function for less than"
                        + " `threshold_inactivity` percent of its values",
                "It begins where next to no gradient is left (a tanh at ±9.5), and only a unit that is there for"
                        + " nearly all values counts. `saturation` begins at 5 % of the largest gradient (a tanh at"
                        + " ±2.2) and takes the share of values. Outputs in single precision do not tell an input of"
                        + " 9.1 from one of 9.5: without `pre` such a layer is undecided.",
                "layer of a tanh or sigmoid",
                Set.of("tanh", "sigmoid"),
                false,
                SageMakerPreset::saturated,
                Limit.above(LAYER),
                OverSteps.ANY);
    }

    private static Optional<Bounds> saturated(StepState state, Values values) {
        LayerStatistics sums = state.statistics().orElseThrow();
        UnitStatistics units = sums.units().orElseThrow();
        InputsBeyond beyond = beyond(state, values);
        double limit = values.get(INACTIVITY);
        int seen = 0;
        int least = 0;
        int most = 0;
        for (int u = 0; u < units.units(); u++) {
            long all = units.values(u);
            if (all > 0) {
                seen++;
                least += 100.0 * (all - beyond.least(u)) / all < limit ? 1 : 0;
                most += 100.0 * (all - beyond.most(u)) / all < limit ? 1 : 0;
            }
        }
        return seen == 0
                ? Optional.empty()
                : Optional.of(Bounds.between(100.0 * least / seen, 100.0 * most / seen, InputsBeyond.WHY));
    }

    private static InputsBeyond beyond(StepState state, Values values) {
        boolean tanh = state.layer().function().orElseThrow().entry().name().equals("tanh");
        return new InputsBeyond(
                state.statistics().orElseThrow(),
                state.layer().function().orElseThrow().elementwise().orElseThrow(),
                values.get(tanh ? TANH_MIN : SIGMOID_MIN),
                values.get(tanh ? TANH_MAX : SIGMOID_MAX));
    }

    private static PresetRule vanishingGradient() {
        return new PresetRule(
                "vanishing_gradient",
                "If the mean of the absolute values of the gradients drops below a specified threshold, the rule returns"
                        + " True.",
                "mean magnitude of the finite gradients in the column `gradient`",
                "SageMaker reads the gradients of weights; a log has those of the outputs, so the number is another"
                        + " one. A fixed limit depends on the scale of the loss: `gradient-scale` compares the layers"
                        + " with each other.",
                "gradients",
                Set.of(),
                false,
                (state, values) -> state.statistics()
                        .map(LayerStatistics::gradients)
                        .filter(gradients -> gradients.values() > gradients.nonFinite())
                        .map(gradients -> Bounds.exactly(gradients.meanAbsolute())),
                Limit.below(GRADIENT),
                OverSteps.ANY);
    }

    private static PresetRule explodingTensor() {
        return new PresetRule(
                "exploding_tensor",
                "This rule detects whether the tensors emitted during training have non-finite values, either"
                        + " infinite or NaN"
                        + " (not a number). If a non-finite value is detected, the rule returns True.",
                "number of outputs and gradients that are NaN or infinite",
                "The same as `non-finite` and `non-finite-gradient`, but at any step of the log.",
                "values",
                Set.of(),
                false,
                SageMakerPreset::exploding,
                Limit.above(0),
                OverSteps.ANY);
    }

    private static Optional<Bounds> exploding(StepState state, Values values) {
        LayerStatistics sums = state.statistics().orElseThrow();
        ValueStatistics outputs = sums.values();
        GradientStatistics gradients = sums.gradients();
        if (values.isSet(ONLY_NAN)) {
            return Optional.of(Bounds.between(
                    outputs.nan(),
                    (double) outputs.nan() + gradients.nonFinite(),
                    "the sums do not tell a gradient of NaN from an infinite one"));
        }
        return Optional.of(Bounds.exactly((double) outputs.nonFinite() + gradients.nonFinite()));
    }
}
