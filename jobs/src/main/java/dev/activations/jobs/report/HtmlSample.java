package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How much of a report its page draws, so that the page stays small and quick however long the log is: all of a small
 * report, and of a large one steps and units taken evenly, with the first and last step and those that findings begin at.
 *
 * @param steps steps drawn of each layer
 * @param histograms histograms drawn of each layer
 * @param cells units × steps drawn of each layer
 */
record HtmlSample(int steps, int histograms, int cells) {

    private static final int LAYER_STEPS = 60_000;
    private static final int LAYER_HISTOGRAMS = 12_000;
    private static final int ALL_CELLS = 3_000_000;

    /** More columns than that cannot be told apart on a screen. */
    private static final int MOST_STEPS = 400;

    private static final int MOST_HISTOGRAMS = 60;
    private static final int MOST_UNITS = 256;
    private static final int FEWEST = 6;

    static HtmlSample of(Report report) {
        int layers = Math.max(
                1, report.runs().stream().mapToInt(run -> run.layers().size()).sum());
        return new HtmlSample(
                within(LAYER_STEPS / layers, MOST_STEPS),
                within(LAYER_HISTOGRAMS / layers, MOST_HISTOGRAMS),
                within(ALL_CELLS / layers, MOST_STEPS * MOST_UNITS));
    }

    private static int within(int share, int most) {
        return Math.max(FEWEST, Math.min(most, share));
    }

    /** The steps drawn of a run, ascending. */
    List<Long> stepsOf(RunReport run) {
        List<Long> all = allSteps(run);
        TreeSet<Long> drawn = new TreeSet<>();
        evenly(all.size(), steps).forEach(i -> drawn.add(all.get(i)));
        run.findings().stream()
                .map(Finding::since)
                .filter(all::contains)
                .distinct()
                .limit(steps)
                .forEach(drawn::add);
        return List.copyOf(drawn);
    }

    static List<Long> allSteps(RunReport run) {
        TreeSet<Long> steps = new TreeSet<>();
        run.layers().forEach(layer -> layer.diagnosis().steps().forEach(step -> steps.add(step.step())));
        return List.copyOf(steps);
    }

    /** The places drawn of so many, with the first and the last. */
    static List<Integer> evenly(int all, int drawn) {
        if (all <= drawn) {
            return IntStream.range(0, all).boxed().toList();
        }
        return IntStream.range(0, drawn)
                .mapToObj(i -> (int) Math.round((double) i * (all - 1) / (drawn - 1)))
                .toList();
    }

    int unitsOf(int units, int stepsDrawn) {
        return Math.min(units, within(cells / Math.max(1, stepsDrawn), MOST_UNITS));
    }

    /** What the page leaves out, in sentences; none of a small report. */
    List<String> leftOut(Report report) {
        List<String> sentences = new ArrayList<>();
        int most = report.runs().stream()
                .mapToInt(run -> allSteps(run).size())
                .max()
                .orElse(0);
        if (most > steps) {
            sentences.add(sentence(
                    "Of runs with more than %,d steps, that many are drawn: the first, the last, those between taken evenly,"
                            + " and those that a finding begins at.",
                    steps));
        }
        if (most > histograms) {
            sentences.add(sentence("Histograms are drawn of up to %,d steps.", histograms));
        }
        if (layers(report).stream()
                .anyMatch(layer ->
                        layer.diagnosis().units() > unitsOf(layer.diagnosis().units(), Math.min(most, steps)))) {
            sentences.add(sentence(
                    "Maps draw up to %,d units of a layer, taken evenly in the order in which they died; the tables under"
                            + " them count all.",
                    unitsOf(Integer.MAX_VALUE, Math.min(most, steps))));
        }
        if (!sentences.isEmpty()) {
            sentences.add("report.json and the tables in the same folder leave nothing out.");
        }
        return sentences;
    }

    private static List<LayerReport> layers(Report report) {
        return report.runs().stream().flatMap(run -> run.layers().stream()).toList();
    }

    private static String sentence(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
