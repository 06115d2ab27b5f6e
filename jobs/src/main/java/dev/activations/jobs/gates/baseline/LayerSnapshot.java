package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a layer came to in one diagnosis.
 *
 * @param place which layer
 * @param activation the catalogue's call, such as {@code leaky_relu(alpha=0.2)}; empty where it has none
 * @param units how many units it has
 * @param verdict the layer's verdict
 * @param step the last step, which the units are judged at
 * @param figures those that are determined, of what the verdict is about
 * @param unitSets which units are dead at that step
 * @param noUnits why there are no unit sets, in a clause; empty where there are
 */
public record LayerSnapshot(
        Place place,
        String activation,
        int units,
        LayerVerdict verdict,
        long step,
        Map<Figure, Double> figures,
        Optional<UnitSets> unitSets,
        String noUnits) {

    static LayerSnapshot of(LayerReport report) {
        LayerDiagnosis diagnosis = report.diagnosis();
        LayerDeclaration layer = diagnosis.layer();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.reported()) {
            report.judged().figures().get(figure).ifPresent(value -> figures.put(figure, value));
        }
        String noUnits = noUnits(diagnosis);
        return new LayerSnapshot(
                Place.of(layer.key()),
                layer.function().map(function -> function.call()).orElse(""),
                diagnosis.units(),
                report.verdict(),
                diagnosis.latest().step(),
                figures,
                Optional.of(diagnosis.latest().units())
                        .filter(verdicts -> noUnits.isEmpty())
                        .map(UnitSets::of),
                noUnits);
    }

    private static String noUnits(LayerDiagnosis diagnosis) {
        LayerDeclaration layer = diagnosis.layer();
        if (layer.behaviour().isEmpty() || !layer.behaviour().get().canDie()) {
            return layer.function()
                    .map(function -> "units of " + function.call() + " cannot be dead")
                    .orElse("it has no activation");
        }
        return diagnosis.latest().figures().get(Figure.DEAD_UNITS).isEmpty()
                ? "its log does not tell when units fire"
                : "";
    }

    /** The value of a figure; empty where it is not determined. */
    public OptionalDouble figure(Figure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The same with its units. */
    public LayerSnapshot with(UnitSets sets) {
        return new LayerSnapshot(place, activation, units, verdict, step, figures, Optional.of(sets), "");
    }

    /** The same without its units, for a reason in a clause. */
    public LayerSnapshot withoutUnits(String reason) {
        return new LayerSnapshot(place, activation, units, verdict, step, figures, Optional.empty(), reason);
    }

    LayerSnapshot renamed(String from, String to) {
        return new LayerSnapshot(place.renamed(from, to), activation, units, verdict, step, figures, unitSets, noUnits);
    }
}
