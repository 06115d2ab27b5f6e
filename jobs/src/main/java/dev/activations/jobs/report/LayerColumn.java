package dev.activations.jobs.report;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.rules.LayerReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;

/** The figures that a table of layers shows, with their headings; a dash where a figure does not apply. */
enum LayerColumn {
    DEAD("dead", LayerColumn::dead, dead -> String.format(Locale.ROOT, "%,d", (long) dead)),
    SILENT("silent", (layer, figures) -> ofUnits(layer, figures, Figure.NEVER_FIRED_FRACTION), LayerColumn::percent),
    SATURATED("saturated", (layer, figures) -> figures.get(Figure.SATURATED_FRACTION), LayerColumn::percent),
    GRADIENT("gradient", (layer, figures) -> figures.get(Figure.DERIVATIVE_RATIO), LayerColumn::ratio),
    ZEROS("zeros", (layer, figures) -> figures.get(Figure.ZERO_FRACTION), LayerColumn::percent),
    NON_FINITE(
            "NaN/Inf",
            (layer, figures) -> OptionalDouble.of(nonFinite(figures)),
            count -> String.format(Locale.ROOT, "%,d", (long) count));

    /** Where a figure does not apply, or cannot be told. */
    static final String NONE = "–";

    private final String heading;
    private final BiFunction<LayerReport, Figures, OptionalDouble> number;
    private final DoubleFunction<String> text;

    LayerColumn(String heading, BiFunction<LayerReport, Figures, OptionalDouble> number, DoubleFunction<String> text) {
        this.heading = heading;
        this.number = number;
        this.text = text;
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(column -> column.heading).toList();
    }

    /** A layer's figures, or of several layers from the smallest to the largest. */
    static List<String> cells(List<LayerReport> layers) {
        return Arrays.stream(values()).map(column -> column.cell(layers)).toList();
    }

    private String cell(List<LayerReport> layers) {
        List<LayerReport> told = layers.stream()
                .filter(layer -> of(layer).isPresent())
                .sorted(Comparator.comparingDouble(layer -> of(layer).orElse(0)))
                .toList();
        if (told.isEmpty()) {
            return NONE;
        }
        LayerReport least = told.get(0);
        String from = text.apply(of(least).orElseThrow());
        String to = text.apply(of(told.get(told.size() - 1)).orElseThrow());
        if (!from.equals(to)) {
            return from + " to " + to;
        }
        return this == DEAD ? from + share(least) : from;
    }

    private OptionalDouble of(LayerReport layer) {
        return number.apply(layer, layer.judged().figures());
    }

    private static String share(LayerReport layer) {
        OptionalDouble share = layer.judged().figures().get(Figure.DEAD_FRACTION);
        return share.isPresent() ? " (" + percent(share.getAsDouble()) + ")" : "";
    }

    static long nonFinite(Figures figures) {
        return figures.count(Figure.NAN)
                + figures.count(Figure.POSITIVE_INFINITY)
                + figures.count(Figure.NEGATIVE_INFINITY);
    }

    private static OptionalDouble dead(LayerReport layer, Figures figures) {
        return ofUnits(layer, figures, Figure.DEAD_UNITS);
    }

    /** Nothing where units cannot die: that none of them is dead would sound like good news. */
    private static OptionalDouble ofUnits(LayerReport layer, Figures figures, Figure figure) {
        return canDie(layer) ? figures.get(figure) : OptionalDouble.empty();
    }

    static boolean canDie(LayerReport layer) {
        return layer.diagnosis().layer().behaviour().filter(Behaviour::canDie).isPresent();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** The mean gradient as a multiple of what a standard normal input gives. */
    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }
}
