package dev.activations.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text with aligned columns, under a line of names. A cell of several lines takes as many lines.
 *
 * @param names the columns' names
 * @param rightAligned per column, whether it lines up at its right edge, as numbers do
 * @param rows the cells, a list of one text per column each
 */
record TextTable(List<String> names, List<Boolean> rightAligned, List<List<String>> rows) {

    private static final String GAP = "  ";

    void print(PrintWriter out) {
        int[] widths = IntStream.range(0, names.size()).map(this::width).toArray();
        printRow(names, widths, out);
        printRow(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths, out);
        rows.forEach(row -> printRow(row, widths, out));
    }

    private int width(int column) {
        int widest = rows.stream()
                .flatMap(row -> row.get(column).lines())
                .mapToInt(TextTable::length)
                .max()
                .orElse(0);
        return Math.max(widest, length(names.get(column)));
    }

    private void printRow(List<String> cells, int[] widths, PrintWriter out) {
        List<List<String>> lines =
                cells.stream().map(cell -> cell.lines().toList()).toList();
        int height = lines.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < Math.max(1, height); line++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                List<String> cell = lines.get(column);
                text.append(column == 0 ? "" : GAP)
                        .append(aligned(line < cell.size() ? cell.get(line) : "", column, widths[column]));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private String aligned(String text, int column, int width) {
        String padding = " ".repeat(width - length(text));
        return rightAligned.get(column) ? padding + text : text + padding;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
