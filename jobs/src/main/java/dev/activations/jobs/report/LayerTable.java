package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerReport;
import dev.activations.jobs.diagnosis.LayerVerdict;
import dev.activations.jobs.diagnosis.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The layers of a run as an aligned table, input side first; a dash where a figure does not apply. */
final class LayerTable {

    private static final List<String> HEADINGS = List.of(
            "layer", "activation", "units", "verdict", "dead", "silent", "saturated", "gradient", "zeros", "NaN/Inf");

    /** Columns of text, which are flushed left; numbers are flushed right. */
    private static final List<Integer> TEXTS = List.of(0, 1, 3);

    private static final int VERDICT = 3;
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private LayerTable() {}

    static String of(RunReport run, ConsoleStyle style) {
        List<List<String>> rows = new ArrayList<>();
        run.layers().forEach(layer -> rows.add(row(layer)));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> width(rows, column))
                .toArray();
        StringBuilder table = new StringBuilder(style.dim(line(HEADINGS, widths, style, LayerVerdict.OK, false)));
        table.append("\n");
        for (int i = 0; i < rows.size(); i++) {
            table.append(line(rows.get(i), widths, style, run.layers().get(i).verdict(), true))
                    .append("\n");
        }
        return table.toString();
    }

    private static List<String> row(LayerReport layer) {
        Figures figures = layer.diagnosis().latest().figures();
        String activation = layer.diagnosis().layer().activation();
        long nonFinite = figures.count(Figure.NAN)
                + figures.count(Figure.POSITIVE_INFINITY)
                + figures.count(Figure.NEGATIVE_INFINITY);
        return List.of(
                Wrap.printable(layer.diagnosis().layer().key().layer()),
                activation.isEmpty() ? "-" : activation,
                Integer.toString(layer.diagnosis().units()),
                layer.verdict() == LayerVerdict.INSUFFICIENT_DATA
                        ? "too little data"
                        : layer.verdict().toString(),
                dead(figures),
                percent(figures.get(Figure.NEVER_FIRED_FRACTION)),
                percent(figures.get(Figure.SATURATED_FRACTION)),
                ratio(figures.get(Figure.DERIVATIVE_RATIO)),
                percent(figures.get(Figure.ZERO_FRACTION)),
                nonFinite == 0 ? "0" : String.format(Locale.ROOT, "%,d", nonFinite));
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

    private static int width(List<List<String>> rows, int column) {
        return Math.max(
                HEADINGS.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String line(
            List<String> cells, int[] widths, ConsoleStyle style, LayerVerdict verdict, boolean coloured) {
        StringBuilder line = new StringBuilder(INDENT);
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            String cell = coloured && i == VERDICT ? style.of(verdict, cells.get(i)) : cells.get(i);
            line.append(TEXTS.contains(i) ? cell + padding : padding + cell).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
