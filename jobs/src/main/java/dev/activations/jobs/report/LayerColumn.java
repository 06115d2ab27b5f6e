package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The figures that a table of layers shows, with their headings; a dash where a figure does not apply. */
enum LayerColumn {
    DEAD("dead", LayerColumn::dead),
    SILENT("silent", figures -> percent(figures.get(Figure.NEVER_FIRED_FRACTION))),
    SATURATED("saturated", figures -> percent(figures.get(Figure.SATURATED_FRACTION))),
    GRADIENT("gradient", figures -> ratio(figures.get(Figure.DERIVATIVE_RATIO))),
    ZEROS("zeros", figures -> percent(figures.get(Figure.ZERO_FRACTION))),
    NON_FINITE("NaN/Inf", figures -> String.format(Locale.ROOT, "%,d", nonFinite(figures)));

    private final String heading;
    private final Function<Figures, String> cell;

    LayerColumn(String heading, Function<Figures, String> cell) {
        this.heading = heading;
        this.cell = cell;
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(column -> column.heading).toList();
    }

    static List<String> cells(Figures figures) {
        return Arrays.stream(values()).map(column -> column.cell.apply(figures)).toList();
    }

    static long nonFinite(Figures figures) {
        return figures.count(Figure.NAN)
                + figures.count(Figure.POSITIVE_INFINITY)
                + figures.count(Figure.NEGATIVE_INFINITY);
    }

    private static String dead(Figures figures) {
        return figures.get(Figure.DEAD_FRACTION).isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%,d (%s)",
                        figures.count(Figure.DEAD_UNITS),
                        percent(figures.get(Figure.DEAD_FRACTION)))
                : "-";
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * 100) : "-";
    }

    /** The mean gradient as a multiple of what a standard normal input gives. */
    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.3f", ratio.getAsDouble()) : "-";
    }
}
