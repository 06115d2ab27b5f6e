package dev.activations.jobs.gates.preset;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.jobs.state.StepState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Dormant neurons by Sokar, Agarwal, Castro and Evci (2023), whom ReDo recycles. */
final class RedoPreset {

    private static final String TAU = "tau";
    private static final String MAX_FRACTION = "max_dormant_fraction";

    /** Of the authors' code: keeps the score of a layer of zeros from being 0/0. */
    private static final double LEAST_MEAN = 1e-9;

    static final Preset PRESET = new Preset(
            "redo",
            new Source(
                    "ReDo: The Dormant Neuron Phenomenon in Deep Reinforcement Learning (ICML 2023, arXiv 2302.12902)",
                    "google/dopamine, commit 9f616b9, dopamine/labs/redo/weight_recyclers.py",
                    "https://github.com/google/dopamine/tree/master/dopamine/labs/redo"),
            List.of(dormant()),
            List.of(
                    Parameter.size(TAU, 0.025, "score up to which a unit is dormant; the paper's for DQN"),
                    Parameter.share(
                            MAX_FRACTION,
                            0,
                            "share of dormant units above which a layer fails. ReDo has no such limit: it recycles every one")));

    private RedoPreset() {}

    private static PresetRule dormant() {
        return new PresetRule(
                "dormant_neurons",
                "s_i = E|h_i(x)| / (1/H Σ_k E|h_k(x)|); a neuron is τ-dormant if s_i ≤ τ. In code: score ="
                        + " mean(abs(activation)); score /= mean(score) + 1e-9; dead where score <= threshold.",
                "share of the units with a score of at most `tau`; a unit is a channel where the log has shapes, as"
                        + " in the code",
                "It measures how large a unit's values are beside those of the others: a unit that fires for every"
                        + " sample with small values is dormant, one that fires once in 200 samples with a large value"
                        + " may not be. `dead-units` counts firings and says how sure it is. Of a unit with values of"
                        + " both signs (tanh, GELU) the sums bound the score; where the bounds do not decide, the"
                        + " layer is undecided.",
                "hidden layer of a function of single numbers",
                elementwise(),
                true,
                RedoPreset::dormantFraction,
                Limit.above(MAX_FRACTION),
                OverSteps.LAST);
    }

    private static Set<String> elementwise() {
        return Catalogue.entries().stream()
                .filter(entry -> entry.example().elementwise().isPresent())
                .map(Entry::name)
                .filter(name -> !name.equals("identity"))
                .collect(Collectors.toSet());
    }

    private static Optional<Bounds> dormantFraction(StepState state, Values values) {
        UnitStatistics units =
                state.statistics().flatMap(LayerStatistics::units).orElseThrow();
        int count = units.units();
        double tau = values.get(TAU);
        double[] least = new double[count];
        double[] most = new double[count];
        double sumOfLeast = 0;
        double sumOfMost = 0;
        for (int u = 0; u < count; u++) {
            if (units.finite(u) < units.values(u)) {
                return Optional.of(Bounds.between(0, 1, "the layer has values that are not finite"));
            }
            if (units.values(u) == 0) {
                return Optional.of(Bounds.between(0, 1, "a unit has no values"));
            }
            least[u] = leastMagnitude(units, u);
            most[u] = mostMagnitude(units, u);
            sumOfLeast += least[u];
            sumOfMost += most[u];
        }
        int surely = 0;
        int possibly = 0;
        for (int u = 0; u < count; u++) {
            // the mean over the units has the unit's own magnitude in it, which is the same in both places
            double mostMean = (sumOfMost - most[u] + least[u]) / count + LEAST_MEAN;
            double leastMean = (sumOfLeast - least[u] + most[u]) / count + LEAST_MEAN;
            possibly += least[u] / mostMean <= tau ? 1 : 0;
            surely += most[u] / leastMean <= tau ? 1 : 0;
        }
        return Optional.of(
                Bounds.between(
                        (double) surely / count,
                        (double) possibly / count,
                        "the sums hold the mean of a unit's values but not of their magnitudes, which differ where it has both signs"));
    }

    /** The mean magnitude is at least the magnitude of the mean, and equal to it where all values have one sign. */
    private static double leastMagnitude(UnitStatistics units, int u) {
        return Math.abs(units.mean(u));
    }

    /** It is at most the root mean square, and at most what values at the two extremes alone would give. */
    private static double mostMagnitude(UnitStatistics units, int u) {
        double min = units.min(u);
        double max = units.max(u);
        double mean = units.mean(u);
        if (min >= 0 || max <= 0) {
            return Math.abs(mean);
        }
        double atExtremes = (-min * (max - mean) + max * (mean - min)) / (max - min);
        return Math.max(Math.abs(mean), Math.min(atExtremes, Math.sqrt(units.sumOfSquares(u) / units.finite(u))));
    }
}
