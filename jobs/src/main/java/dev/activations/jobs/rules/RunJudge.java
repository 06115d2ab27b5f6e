package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.AlongDepth;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges the layers of one run: orders them by depth, gives them their roles, adds what only the whole run tells, and applies
 * the rules.
 */
public final class RunJudge {

    private static final Comparator<LayerDiagnosis> BY_DEPTH = Comparator.comparingInt(
                    (LayerDiagnosis layer) -> layer.layer().depth())
            .thenComparing(layer -> layer.layer().key().layer());

    /** An output that was assumed is told so where it was spared one of these. */
    private static final Set<String> WORTH_SAYING =
            Set.of("saturation", "signal-collapse", "vanishing-gradient", "no-nonlinearity", UnitRules.STUCK_UNITS);

    private final Settings settings;

    public RunJudge(Settings settings) {
        this.settings = settings;
    }

    /** @param anyOrder the layers of one run, at least one */
    public RunReport judge(List<LayerDiagnosis> anyOrder) {
        List<LayerDiagnosis> byDepth =
                Roles.assign(anyOrder.stream().sorted(BY_DEPTH).toList(), settings.assumesOutput());
        Set<Long> steps = byDepth.stream()
                .flatMap(layer -> layer.steps().stream())
                .map(StepDiagnosis::step)
                .collect(Collectors.toSet());
        List<LayerDiagnosis> layers = AlongDepth.addTo(byDepth, steps);
        RunCase run = RunCase.of(layers, steps, settings);
        List<List<Finding>> byLayer = Agreement.of(layers.stream()
                .map(layer -> findings(new LayerCase(layer, run)))
                .toList());
        List<LayerReport> reports = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            reports.add(LayerReport.of(layers.get(i), byLayer.get(i)));
        }
        return new RunReport(
                layers.get(0).layer().key().run(),
                reports,
                byLayer.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList());
    }

    private static List<Finding> findings(LayerCase layer) {
        List<Finding> found = new ArrayList<>();
        Rules.ALWAYS_JUDGED.forEach(rule -> rule.judge(layer, layer.role()).ifPresent(found::add));
        if (found.stream().anyMatch(finding -> finding.rule() == Rules.IMPOSSIBLE_OUTPUT)) {
            return found;
        }
        List<String> spared = new ArrayList<>();
        for (Rule rule : Rules.JUDGED) {
            if (found.stream()
                    .noneMatch(finding -> rule.unless().contains(finding.rule().name()))) {
                rule.judge(layer, layer.role()).ifPresentOrElse(found::add, () -> {
                    if (layer.isOutputAssumed()
                            && rule.judge(layer, Role.HIDDEN).isPresent()) {
                        spared.add(rule.name());
                    }
                });
            }
        }
        if (spared.stream().anyMatch(WORTH_SAYING::contains)) {
            spared.remove("saturating-activation");
            Rules.OUTPUT_LAYER_ASSUMED.judge(layer.spared(spared), layer.role()).ifPresent(found::add);
        }
        return found;
    }
}
