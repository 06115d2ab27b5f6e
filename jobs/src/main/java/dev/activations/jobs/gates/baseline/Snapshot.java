package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Suppressed;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a diagnosis came to, as far as another one is compared with it.
 *
 * @param layers by run and depth
 * @param findings most severe first
 * @param suppressed findings that the user has switched off or made milder
 * @param settings the options that change a number, by the name that report.json has for each
 */
public record Snapshot(
        List<LayerSnapshot> layers, List<Found> findings, List<Found> suppressed, ComparedSettings settings) {

    /** That of a report. */
    public static Snapshot of(
            List<RunReport> runs,
            List<Finding> findings,
            List<Suppressed> suppressed,
            Settings settings,
            Map<String, String> activations,
            Map<String, Role> roles,
            List<String> filters) {
        return new Snapshot(
                runs.stream()
                        .flatMap(run -> run.layers().stream())
                        .map(LayerSnapshot::of)
                        .toList(),
                findings.stream().map(Found::of).toList(),
                suppressed.stream().map(each -> Found.of(each.finding())).toList(),
                ComparedSettings.of(settings, activations, roles, filters));
    }

    /** The same with other layers. */
    public Snapshot with(List<LayerSnapshot> others) {
        return new Snapshot(others, findings, suppressed, settings);
    }

    SortedSet<String> runs() {
        SortedSet<String> runs = new TreeSet<>();
        layers.forEach(layer -> runs.add(layer.place().run()));
        return runs;
    }

    Snapshot renamed(String from, String to) {
        return new Snapshot(
                layers.stream().map(layer -> layer.renamed(from, to)).toList(),
                findings.stream().map(found -> found.renamed(from, to)).toList(),
                suppressed.stream().map(found -> found.renamed(from, to)).toList(),
                settings);
    }
}
