package dev.activations.jobs.rules;

import java.util.Comparator;
import java.util.List;

/**
 * One training run.
 *
 * @param run its name; empty where the log names no runs
 * @param layers by depth, input side first
 * @param findings of its layers, gravest first
 * @param suppressed findings that a user has switched off or made milder, gravest first
 */
public record RunReport(String run, List<LayerReport> layers, List<Finding> findings, List<Suppressed> suppressed) {

    /** The worst of its layers; layers that were not judged count only where none was. */
    public LayerVerdict verdict() {
        return layers.stream()
                .map(LayerReport::verdict)
                .filter(verdict -> verdict != LayerVerdict.NOT_JUDGED)
                .min(Comparator.naturalOrder())
                .orElse(LayerVerdict.NOT_JUDGED);
    }

    /** How many of its layers were not judged. */
    public long layersNotJudged() {
        return layers.stream()
                .filter(layer -> layer.verdict() == LayerVerdict.NOT_JUDGED)
                .count();
    }

    /** The findings that something follows from, gravest first: notes do not count, but a doubt about the run does. */
    public List<Finding> mattering() {
        LayerVerdict verdict = verdict();
        return findings.stream()
                .filter(finding -> finding.verdict() != LayerVerdict.OK)
                .filter(finding -> finding.verdict() != LayerVerdict.NOT_JUDGED || verdict == LayerVerdict.NOT_JUDGED)
                .toList();
    }
}
