package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.LayerVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A layer then and now.
 *
 * @param before what it came to in the baseline
 * @param now what it came to
 * @param units what became of its units; empty where they cannot be compared, for the reason in the notes
 * @param pValue of McNemar's exact test of the layer alone; empty where the units are not compared or not the same
 * @param correctedPValue the same with Holm's correction over the layers of the report
 * @param notes what was not compared, and why
 */
public record LayerComparison(
        LayerSnapshot before,
        LayerSnapshot now,
        Optional<UnitChanges> units,
        OptionalDouble pValue,
        OptionalDouble correctedPValue,
        List<String> notes) {

    /** By how much the share of saturated values must move for a layer to be worse or better: it is never quite the same. */
    private static final double SATURATION_THAT_MATTERS = 0.05;

    static LayerComparison of(LayerSnapshot before, LayerSnapshot now) {
        List<String> notes = new ArrayList<>();
        if (!before.activation().equals(now.activation())) {
            notes.add("the activation was %s and is %s".formatted(name(before), name(now)));
        }
        addMissing("in the baseline", before, now, notes);
        addMissing("now", now, before, notes);
        String whyNot = whyNoUnits(before, now);
        if (!whyNot.isEmpty()) {
            notes.add("its units are not compared: " + whyNot);
        }
        return new LayerComparison(
                before,
                now,
                whyNot.isEmpty()
                        ? Optional.of(UnitChanges.of(
                                before.unitSets().orElseThrow(), now.unitSets().orElseThrow()))
                        : Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                notes);
    }

    private static String name(LayerSnapshot layer) {
        return layer.activation().isEmpty() ? "none" : layer.activation();
    }

    /** Figures that one side lacks: those that both lack do not apply to the layer. */
    private static void addMissing(String where, LayerSnapshot lacking, LayerSnapshot other, List<String> notes) {
        String missing = Figure.reported().stream()
                .filter(figure ->
                        lacking.figure(figure).isEmpty() && other.figure(figure).isPresent())
                .map(Figure::key)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            notes.add("not determined %s: %s".formatted(where, missing));
        }
    }

    private static String whyNoUnits(LayerSnapshot before, LayerSnapshot now) {
        if (before.units() != now.units()) {
            return String.format(Locale.ROOT, "it had %,d and has %,d", before.units(), now.units());
        }
        return now.noUnits().isEmpty() ? before.noUnits() : now.noUnits();
    }

    /** The same layers, with McNemar's test of each whose units are compared, and Holm's correction over these. */
    static List<LayerComparison> tested(List<LayerComparison> layers) {
        List<Double> alone = layers.stream()
                .flatMap(layer -> layer.units.stream())
                .map(units -> PairedTest.pValue(units.died(), units.revived()))
                .toList();
        double[] corrected = PairedTest.holm(alone);
        List<LayerComparison> tested = new ArrayList<>();
        int test = 0;
        for (LayerComparison layer : layers) {
            if (layer.units.isEmpty()) {
                tested.add(layer);
            } else {
                tested.add(layer.tested(alone.get(test), corrected[test]));
                test++;
            }
        }
        return tested;
    }

    private LayerComparison tested(double alone, double corrected) {
        return new LayerComparison(before, now, units, OptionalDouble.of(alone), OptionalDouble.of(corrected), notes);
    }

    /** A figure now minus then; empty where either is undetermined. */
    public OptionalDouble change(Figure figure) {
        OptionalDouble then = before.figure(figure);
        OptionalDouble after = now.figure(figure);
        return then.isPresent() && after.isPresent()
                ? OptionalDouble.of(after.getAsDouble() - then.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Whether the layer is worse or better than it was: by its verdict, or else by its dead, stuck or saturated values. */
    public Trend trend() {
        int graver = gravity(now.verdict()) - gravity(before.verdict());
        if (isTold(before.verdict()) && isTold(now.verdict()) && graver != 0) {
            return Trend.of(graver);
        }
        double lost = change(Figure.DEAD_FRACTION).orElse(0)
                + change(Figure.STUCK_FRACTION).orElse(0);
        if (lost != 0) {
            return Trend.of(lost);
        }
        double saturated = change(Figure.SATURATED_FRACTION).orElse(0);
        if (Math.abs(saturated) >= SATURATION_THAT_MATTERS) {
            return Trend.of(saturated);
        }
        return before.verdict() != now.verdict()
                        || units.filter(changes -> changes.died() + changes.revived() > 0)
                                .isPresent()
                ? Trend.CHANGED
                : Trend.SAME;
    }

    private static boolean isTold(LayerVerdict verdict) {
        return verdict == LayerVerdict.OK || verdict == LayerVerdict.WARN || verdict == LayerVerdict.FAIL;
    }

    private static int gravity(LayerVerdict verdict) {
        return LayerVerdict.OK.compareTo(verdict);
    }
}
