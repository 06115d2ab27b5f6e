package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A diagnosis compared with an earlier one, the baseline.
 *
 * @param folder the baseline, as the user named it
 * @param notes what a reader must know of the two: settings that differ, what was not compared
 * @param layers those that both have, in the order of the report
 * @param onlyNow layers that the baseline lacks
 * @param onlyBefore layers that only the baseline has
 * @param gained findings that the baseline lacks
 * @param lost findings that only the baseline has; those that are suppressed now are not gone
 * @param regraded findings that both have, but of another severity
 */
public record BaselineComparison(
        String folder,
        List<String> notes,
        List<LayerComparison> layers,
        List<Place> onlyNow,
        List<Place> onlyBefore,
        List<Found> gained,
        List<Found> lost,
        List<Regraded> regraded) {

    /**
     * A finding whose severity changed.
     *
     * @param before how grave it was
     * @param now the finding as it is
     */
    public record Regraded(Severity before, Found now) {}

    /**
     * Compares two diagnoses. Layers are matched by run and layer; if each side has one run, these are matched whatever their
     * names.
     *
     * @param then the baseline
     * @param sameUnits whether the units are those of the same network later, so that McNemar's test tells something
     */
    public static BaselineComparison of(Baseline then, Snapshot now, boolean sameUnits) {
        List<String> notes = new ArrayList<>(then.notes());
        Snapshot before = matched(then.snapshot(), now, notes);
        List<String> different = before.settings().differences(now.settings());
        if (!different.isEmpty()) {
            notes.add("the settings differ: " + String.join("; ", different));
        }
        Map<Place, LayerSnapshot> byPlace = new LinkedHashMap<>();
        before.layers().forEach(layer -> byPlace.put(layer.place(), layer));
        List<LayerComparison> layers = new ArrayList<>();
        List<Place> onlyNow = new ArrayList<>();
        for (LayerSnapshot layer : now.layers()) {
            Optional.ofNullable(byPlace.remove(layer.place()))
                    .ifPresentOrElse(
                            earlier -> layers.add(LayerComparison.of(earlier, layer)),
                            () -> onlyNow.add(layer.place()));
        }
        if (layers.isEmpty()) {
            notes.add("no layer is compared: no run and layer of the one is in the other");
        }
        List<Found> gone = without(before.findings(), now.findings());
        List<Found> lost = without(gone, now.suppressed());
        if (lost.size() < gone.size()) {
            notes.add("%s of the baseline %s suppressed now, and not gone"
                    .formatted(
                            Text.count(gone.size() - lost.size(), "finding"),
                            gone.size() - lost.size() == 1 ? "is" : "are"));
        }
        return new BaselineComparison(
                then.folder(),
                notes,
                sameUnits ? LayerComparison.tested(layers) : layers,
                onlyNow,
                List.copyOf(byPlace.keySet()),
                without(now.findings(), before.findings()),
                lost,
                regraded(before.findings(), now.findings()));
    }

    private static Snapshot matched(Snapshot before, Snapshot now, List<String> notes) {
        if (before.runs().size() != 1 || now.runs().size() != 1 || before.runs().equals(now.runs())) {
            return before;
        }
        String earlier = before.runs().first();
        String later = now.runs().first();
        notes.add("each side has one run, so run %s is compared with run %s of the baseline"
                .formatted(name(later), name(earlier)));
        return before.renamed(earlier, later);
    }

    private static String name(String run) {
        return run.isEmpty() ? "without a name" : run;
    }

    private static List<Found> without(List<Found> some, List<Found> others) {
        Map<String, List<Found>> byRule = byRule(others);
        return some.stream()
                .filter(found ->
                        byRule.getOrDefault(found.rule(), List.of()).stream().noneMatch(found::isAbout))
                .toList();
    }

    private static List<Regraded> regraded(List<Found> before, List<Found> now) {
        Map<String, List<Found>> byRule = byRule(before);
        return now.stream()
                .flatMap(found -> byRule.getOrDefault(found.rule(), List.of()).stream()
                        .filter(earlier -> earlier.isAbout(found) && earlier.severity() != found.severity())
                        .map(earlier -> new Regraded(earlier.severity(), found)))
                .toList();
    }

    private static Map<String, List<Found>> byRule(List<Found> findings) {
        Map<String, List<Found>> byRule = new HashMap<>();
        findings.forEach(found ->
                byRule.computeIfAbsent(found.rule(), rule -> new ArrayList<>()).add(found));
        return byRule;
    }

    /** Whether the report has a failing finding that the baseline does not have as a failing one. */
    public boolean hasNewFailure() {
        return gained.stream().anyMatch(found -> found.severity() == Severity.FAIL)
                || regraded.stream().anyMatch(found -> found.now().severity() == Severity.FAIL);
    }

    /** A layer then and now; empty where either side lacks it. */
    public Optional<LayerComparison> layer(String run, String layer) {
        Place place = Place.of(run, layer);
        return layers.stream()
                .filter(compared -> compared.now().place().equals(place))
                .findFirst();
    }
}
