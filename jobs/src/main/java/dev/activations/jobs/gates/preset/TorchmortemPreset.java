package dev.activations.jobs.gates.preset;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.ValueHistogram.Between;
import dev.activations.functions.statistics.ValueStatistics;
import java.util.List;
import java.util.Set;

/** The detectors of torchmortem that look at activations; its others look at weights, losses and gradients. */
final class TorchmortemPreset {

    private static final String DEAD = "dead_threshold";
    private static final String DEAD_FRACTION = "dead_frac_threshold";
    private static final String SATURATION = "saturation_threshold";
    private static final String SATURATED_FRACTION = "saturated_frac_threshold";
    private static final String WHY = "the threshold divides a bin of the histogram that has values";

    static final Preset PRESET = new Preset(
            "torchmortem",
            new Source(
                    "torchmortem",
                    "0.1.1 (commit 376e78a), src/torchmortem/collectors/activation.py and detectors",
                    "https://github.com/sebseager/torchmortem"),
            List.of(deadUnits(), saturation()),
            List.of(
                    Parameter.size(DEAD, 1e-6, "magnitude below which an output is dead"),
                    Parameter.share(DEAD_FRACTION, 0.5, "share of dead outputs above which a step is bad"),
                    Parameter.share(SATURATION, 0.05, "an output is saturated above 1 minus this in magnitude"),
                    Parameter.share(SATURATED_FRACTION, 0.5, "share of saturated outputs above which a step is bad"),
                    Parameter.share(
                            OverSteps.SUSTAINED,
                            0.5,
                            "share of bad steps in the later half from which on a layer is a finding")));

    private TorchmortemPreset() {}

    private static PresetRule deadUnits() {
        return new PresetRule(
                "dead_units",
                "act_dead_frac: fraction of activations that are near zero (|x| < threshold). A finding where"
                        + " act_dead_frac >"
                        + " dead_frac_threshold in at least sustained_fraction of the steps of the second half.",
                "mean over the later half of the steps of the share of outputs below `dead_threshold` in magnitude",
                "It speaks of units but counts values: a ReLU layer whose units each fire in 40 % of the samples"
                        + " fails. `dead-units` counts units.",
                "values",
                Set.of(),
                false,
                (state, values) -> state.statistics()
                        .map(LayerStatistics::values)
                        .filter(outputs -> outputs.values() > 0)
                        .map(outputs -> share(outputs, outputs.histogram().below(values.get(DEAD)), 0)),
                Limit.above(DEAD_FRACTION),
                OverSteps.LATER_HALF);
    }

    private static PresetRule saturation() {
        return new PresetRule(
                "saturation",
                "act_saturated_frac: fraction of activations near ±1 (|x| > 1 - threshold). A finding where"
                        + " act_saturated_frac >"
                        + " saturated_frac_threshold in at least sustained_fraction of the steps of the second half.",
                "mean over the later half of the steps of the share of outputs above 1 − `saturation_threshold` in"
                        + " magnitude,"
                        + " whatever the function",
                "It does not ask for the function: a ReLU or GELU with outputs above 0.95 is saturated to it, a"
                        + " sigmoid near 0 is not. `saturation` knows where each function levels off.",
                "values",
                Set.of(),
                false,
                (state, values) -> state.statistics()
                        .map(LayerStatistics::values)
                        .filter(outputs -> outputs.values() > 0)
                        .map(outputs -> share(
                                outputs,
                                outputs.histogram().above(1 - values.get(SATURATION)),
                                outputs.positiveInfinity() + outputs.negativeInfinity())),
                Limit.above(SATURATED_FRACTION),
                OverSteps.LATER_HALF);
    }

    private static Bounds share(ValueStatistics outputs, Between count, long more) {
        double all = outputs.values();
        return Bounds.between((count.least() + more) / all, (count.most() + more) / all, WHY);
    }
}
