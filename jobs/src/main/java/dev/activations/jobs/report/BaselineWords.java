package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.gates.baseline.BaselineComparison.Regraded;
import dev.activations.jobs.gates.baseline.Found;
import dev.activations.jobs.gates.baseline.LayerComparison;
import dev.activations.jobs.gates.baseline.Place;
import dev.activations.jobs.gates.baseline.Trend;
import dev.activations.jobs.gates.baseline.UnitChanges;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The comparison with a baseline in sentences: what got worse or better, which findings came and went, and what was not
 * compared.
 */
final class BaselineWords {

    private final BaselineComparison comparison;
    private final int most;
    private final String whereMore;

    /**
     * @param most how many findings and layers of one kind have room
     * @param whereMore where the others are, such as "in report.json"
     */
    BaselineWords(BaselineComparison comparison, int most, String whereMore) {
        this.comparison = comparison;
        this.most = most;
        this.whereMore = whereMore;
    }

    /**
     * A line about one thing.
     *
     * @param kind what it is, in one word, such as "new"
     * @param text the rest
     */
    record Line(String kind, String text) {}

    /** The whole of it, such as "1 finding is new, 2 gone; of 34 layers, 1 got worse and 2 better". */
    String summary() {
        long gained =
                comparison.gained().stream().filter(BaselineWords::matters).count();
        long lost = comparison.lost().stream().filter(BaselineWords::matters).count();
        long worse = count(Trend.WORSE);
        long better = count(Trend.BETTER);
        String findings = gained + lost == 0
                ? "no finding is new or gone"
                : number("%s new, %,d gone", Text.count(gained, "finding") + (gained == 1 ? " is" : " are"), lost);
        String regraded = comparison.regraded().isEmpty()
                ? ""
                : number(", %,d of another severity", comparison.regraded().size());
        return findings
                + regraded
                + number(
                        "; of %s, %,d got worse and %,d better",
                        Text.count(comparison.layers().size(), "layer"), worse, better);
    }

    /** The same digits and separators wherever in the world it is written. */
    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private long count(Trend trend) {
        return comparison.layers().stream()
                .filter(layer -> layer.trend() == trend)
                .count();
    }

    private static boolean matters(Found finding) {
        return finding.severity() != Severity.INFO;
    }

    /** What came, what went, and what was not compared: a line for each finding and layer. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        add("new", comparison.gained().stream().filter(BaselineWords::matters).map(BaselineWords::words), lines);
        add("gone", comparison.lost().stream().filter(BaselineWords::matters).map(BaselineWords::words), lines);
        add("graver", regraded(BaselineWords::isGraver), lines);
        add("milder", regraded(finding -> !isGraver(finding)), lines);
        for (Trend trend : List.of(Trend.WORSE, Trend.BETTER, Trend.CHANGED)) {
            add(trend.toString(), layers(trend).map(BaselineWords::words), lines);
        }
        addPlaces("only now", comparison.onlyNow(), lines);
        addPlaces("only then", comparison.onlyBefore(), lines);
        comparison.notes().forEach(note -> lines.add(new Line("note", note)));
        return lines;
    }

    /** One more than there is room for is named rather than counted. */
    private void add(String kind, Stream<String> texts, List<Line> lines) {
        List<String> all = texts.toList();
        int named = all.size() - 1 <= most ? all.size() : most;
        all.stream().limit(named).forEach(text -> lines.add(new Line(kind, text)));
        if (all.size() > named) {
            lines.add(new Line(kind, more(all.size() - named)));
        }
    }

    private void addPlaces(String kind, List<Place> places, List<Line> lines) {
        if (!places.isEmpty()) {
            String named = places.stream().limit(most).map(Place::toString).collect(Collectors.joining(", "));
            lines.add(new Line(
                    kind, places.size() > most ? "%s; %s".formatted(named, more(places.size() - most)) : named));
        }
    }

    private String more(int others) {
        return number("%,d more: %s", others, whereMore);
    }

    private static String words(Found finding) {
        return "%s %s: %s".formatted(finding.severity(), finding.rule(), finding.place());
    }

    private Stream<String> regraded(Predicate<Regraded> which) {
        return comparison.regraded().stream().filter(which).map(finding -> "%s: %s, %s → %s"
                .formatted(
                        finding.now().rule(),
                        finding.now().place(),
                        finding.before(),
                        finding.now().severity()));
    }

    private static boolean isGraver(Regraded finding) {
        return finding.now().severity().compareTo(finding.before()) < 0;
    }

    /** Those that went this way, the largest change of dead units first. */
    private Stream<LayerComparison> layers(Trend trend) {
        return comparison.layers().stream()
                .filter(layer -> layer.trend() == trend)
                .sorted(Comparator.comparingDouble(
                        layer -> -Math.abs(layer.change(Figure.DEAD_FRACTION).orElse(0))));
    }

    private static String words(LayerComparison layer) {
        List<String> words = new ArrayList<>();
        if (layer.before().verdict() != layer.now().verdict()) {
            words.add(layer.before().verdict() + " → " + layer.now().verdict());
        }
        layer.units()
                .filter(units -> units.died() + units.revived() > 0)
                .ifPresentOrElse(
                        units -> words.add(words(units, layer.now().units())),
                        () -> addShare("dead", Figure.DEAD_FRACTION, layer, words));
        addShare("stuck", Figure.STUCK_FRACTION, layer, words);
        addShare("saturated", Figure.SATURATED_FRACTION, layer, words);
        layer.correctedPValue()
                .ifPresent(
                        p -> words.add("p = %s by McNemar's test, with Holm's correction".formatted(Text.number(p))));
        return layer.now().place() + ": " + String.join("; ", words);
    }

    private static String words(UnitChanges units, int all) {
        String undecided = units.undecided() == 0 ? "" : number(" (%,d undecided left out)", units.undecided());
        return number(
                "%,d → %,d of %,d units dead: %,d died, %,d revived%s",
                units.deadBefore(), units.deadNow(), all, units.died(), units.revived(), undecided);
    }

    private static void addShare(String name, Figure figure, LayerComparison layer, List<String> words) {
        if (layer.change(figure).isPresent()) {
            String before = Text.percent(layer.before().figure(figure).getAsDouble());
            String now = Text.percent(layer.now().figure(figure).getAsDouble());
            if (!before.equals(now)) {
                words.add("%s %s → %s".formatted(name, before, now));
            }
        }
    }
}
