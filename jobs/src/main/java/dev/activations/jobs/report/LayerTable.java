package dev.activations.jobs.report;

import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a run as an aligned table, input side first, each with a sparkline of what is wrong with it over the steps.
 * Where a terminal is too narrow, long names are cut and the columns furthest to the right left out.
 */
final class LayerTable {

    private static final List<String> HEADINGS = Stream.of(
                    List.of("layer", "activation", "role", "units", "verdict", "over steps"), LayerColumn.headings())
            .flatMap(List::stream)
            .toList();

    /** Columns of text, which are flushed left; numbers are flushed right. */
    private static final List<Integer> TEXTS = List.of(0, 1, 2, 4, 5);

    private static final int VERDICT = 4;
    private static final int LONGEST_NAME = 32;
    private static final int SHORTEST_NAME = 12;
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final ConsoleStyle style;
    private final List<List<String>> rows;
    private final int[] widths;
    private final int columns;

    private LayerTable(RunReport run, ConsoleStyle style) {
        this.style = style;
        int longest = style.width() < HEADINGS.size() * 8 ? SHORTEST_NAME : LONGEST_NAME;
        rows = new ArrayList<>();
        run.layers().forEach(layer -> rows.add(row(layer, longest)));
        widths = IntStream.range(0, HEADINGS.size()).map(this::width).toArray();
        columns = columnsThatFit();
    }

    static String of(RunReport run, ConsoleStyle style) {
        LayerTable table = new LayerTable(run, style);
        StringBuilder text = new StringBuilder(style.dim(table.line(HEADINGS, LayerVerdict.OK, false))).append("\n");
        for (int i = 0; i < table.rows.size(); i++) {
            text.append(table.line(table.rows.get(i), run.layers().get(i).verdict(), true))
                    .append("\n");
        }
        return text.toString();
    }

    private static List<String> row(LayerReport layer, int longest) {
        String activation = layer.diagnosis().layer().activation();
        List<String> cells = new ArrayList<>(List.of(
                cut(PlainText.of(layer.diagnosis().layer().key().layer()), longest),
                activation.isEmpty() ? "-" : cut(PlainText.of(activation), longest),
                layer.diagnosis().role().toString(),
                Integer.toString(layer.diagnosis().units()),
                words(layer.verdict()),
                Sparkline.of(layer)));
        cells.addAll(LayerColumn.cells(layer.diagnosis().latest().figures()));
        return cells;
    }

    private static String words(LayerVerdict verdict) {
        return switch (verdict) {
            case INSUFFICIENT_DATA -> "too little data";
            case NOT_JUDGED -> "not judged";
            case FAIL, WARN, OK -> verdict.toString();
        };
    }

    /** The beginning and the end of a name that is too long: modules of one block differ at the end. */
    private static String cut(String name, int longest) {
        int half = (longest - 1) / 2;
        int length = Wrap.length(name);
        return length <= longest
                ? name
                : name.substring(0, name.offsetByCodePoints(0, half))
                        + "…"
                        + name.substring(name.offsetByCodePoints(name.length(), -(longest - 1 - half)));
    }

    private int columnsThatFit() {
        int used = INDENT.length() - GAP.length();
        for (int column = 0; column < widths.length; column++) {
            used += GAP.length() + widths[column];
            if (used > style.width()) {
                return Math.max(column, VERDICT + 1);
            }
        }
        return widths.length;
    }

    private int width(int column) {
        return Math.max(
                HEADINGS.get(column).length(),
                rows.stream()
                        .mapToInt(row -> Wrap.length(row.get(column)))
                        .max()
                        .orElse(0));
    }

    private String line(List<String> cells, LayerVerdict verdict, boolean coloured) {
        StringBuilder line = new StringBuilder(INDENT);
        for (int i = 0; i < columns; i++) {
            String padding = " ".repeat(widths[i] - Wrap.length(cells.get(i)));
            String cell = coloured && i == VERDICT ? style.of(verdict, cells.get(i)) : cells.get(i);
            line.append(TEXTS.contains(i) ? cell + padding : padding + cell).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
