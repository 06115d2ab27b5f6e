package dev.activations.jobs.report;

import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a run as an aligned table, input side first, each with the number that its verdict rests on and a sparkline of
 * what is wrong with it over the steps. Of a deep run only the layers that are not ok have a line, unless all are asked for.
 * Where a terminal is too narrow, the least important columns are left out and long names are cut.
 */
final class LayerTable {

    /** Runs of more layers than that show those that are not ok. */
    private static final int FEW_LAYERS = 12;

    private static final List<String> HEADINGS = Stream.of(
                    List.of("layer", "activation", "role", "units", "verdict", "why", "over steps"),
                    LayerColumn.headings())
            .flatMap(List::stream)
            .toList();

    /** Columns of text, which are flushed left; numbers are flushed right. */
    private static final List<String> TEXTS = List.of("layer", "activation", "role", "verdict", "why", "over steps");

    /** The columns as long as there is room, the most important first. */
    private static final List<String> BY_IMPORTANCE = List.of(
            "layer",
            "verdict",
            "why",
            "dead",
            "saturated",
            "gradient",
            "activation",
            "over steps",
            "units",
            "NaN/Inf",
            "silent",
            "role",
            "zeros");

    private static final int ALWAYS_SHOWN = 3;
    private static final int LONGEST_NAME = 32;
    private static final int SHORTEST_NAME = 12;
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final RunReport run;
    private final ConsoleStyle style;
    private final ShortNames names;
    private final List<LayerGroup> groups;
    private final List<List<String>> rows;
    private final int[] widths;
    private final List<Integer> columns;

    private LayerTable(RunReport run, ConsoleStyle style, ShortNames names) {
        this.run = run;
        this.style = style;
        this.names = names;
        groups = groups();
        int longest = style.width() < HEADINGS.size() * 8 ? SHORTEST_NAME : LONGEST_NAME;
        rows = new ArrayList<>();
        groups.forEach(group -> rows.add(row(group, longest)));
        widths = IntStream.range(0, HEADINGS.size()).map(this::width).toArray();
        columns = columnsThatFit();
    }

    static String of(RunReport run, ConsoleStyle style, ShortNames names) {
        return new LayerTable(run, style, names).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        if (names.shorten()) {
            text.append(INDENT)
                    .append(style.dim("layers " + PlainText.of(names.pattern())))
                    .append("\n");
        }
        text.append(style.dim(line(HEADINGS, LayerVerdict.OK, false))).append("\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), groups.get(i).first().verdict(), true))
                    .append("\n");
        }
        return text.append(notShown()).toString();
    }

    private List<LayerGroup> groups() {
        if (style.full()) {
            return LayerGroup.each(run.layers(), names);
        }
        List<LayerReport> notOk = run.layers().stream()
                .filter(layer -> layer.verdict() != LayerVerdict.OK)
                .toList();
        boolean all = run.layers().size() <= FEW_LAYERS || notOk.isEmpty();
        List<LayerGroup> folded = notOk.isEmpty() || !all
                ? LayerGroup.folded(all ? run.layers() : notOk, names)
                : LayerGroup.each(run.layers(), names);
        return folded.size() <= FEW_LAYERS ? folded : folded.subList(0, FEW_LAYERS);
    }

    /** How many layers have no line, and what shows them. */
    private String notShown() {
        long shown = groups.stream().mapToLong(group -> group.layers().size()).sum();
        long others = run.layers().size() - shown;
        if (others == 0) {
            return "";
        }
        long ok = run.layers().stream()
                .filter(layer -> layer.verdict() == LayerVerdict.OK)
                .count();
        return INDENT
                + style.dim(
                        ok == others
                                ? String.format(Locale.ROOT, "%,d layers that are ok: --full", others)
                                : String.format(Locale.ROOT, "%,d more layers: --full", others))
                + "\n";
    }

    private static List<String> row(LayerGroup group, int longest) {
        LayerReport layer = group.first();
        String activation = layer.diagnosis().layer().activation();
        List<String> cells = new ArrayList<>(List.of(
                cut(PlainText.of(group.title()), longest),
                activation.isEmpty() ? LayerColumn.NONE : cut(PlainText.of(activation), longest),
                layer.diagnosis().role().toString(),
                Integer.toString(layer.diagnosis().units()),
                words(layer.verdict()),
                PlainText.of(group.why()),
                group.layers().size() == 1 ? Sparkline.of(layer) : ""));
        cells.addAll(LayerColumn.cells(group.layers()));
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

    /** Columns in the order of the table; those that say nothing of any layer are left out first. */
    private List<Integer> columnsThatFit() {
        List<Integer> chosen = new ArrayList<>();
        int used = INDENT.length() - GAP.length();
        for (String heading : BY_IMPORTANCE) {
            int column = HEADINGS.indexOf(heading);
            int wider = used + GAP.length() + widths[column];
            if (chosen.size() < ALWAYS_SHOWN || saysSomething(column) && wider <= style.width()) {
                if (saysSomething(column)) {
                    chosen.add(column);
                    used = wider;
                }
            } else if (saysSomething(column)) {
                break;
            }
        }
        return chosen.stream().sorted().toList();
    }

    private boolean saysSomething(int column) {
        String nothing = HEADINGS.get(column).equals("NaN/Inf") ? "0" : LayerColumn.NONE;
        return rows.stream().map(row -> row.get(column)).anyMatch(cell -> !cell.equals(nothing) && !cell.isBlank());
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
        for (int i : columns) {
            String padding = " ".repeat(widths[i] - Wrap.length(cells.get(i)));
            boolean isVerdict = HEADINGS.get(i).equals("verdict");
            String cell = coloured && isVerdict ? style.of(verdict, cells.get(i)) : cells.get(i);
            line.append(TEXTS.contains(HEADINGS.get(i)) ? cell + padding : padding + cell)
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
