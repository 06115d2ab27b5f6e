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

/** Judges the layers of one run: orders them by depth, adds what only the whole run tells, and applies the rules. */
public final class RunJudge {

    private static final Comparator<LayerDiagnosis> BY_DEPTH = Comparator.comparingInt(
                    (LayerDiagnosis layer) -> layer.layer().depth())
            .thenComparing(layer -> layer.layer().key().layer());

    private final Settings settings;

    public RunJudge(Settings settings) {
        this.settings = settings;
    }

    /** @param anyOrder the layers of one run, at least one */
    public RunReport judge(List<LayerDiagnosis> anyOrder) {
        List<LayerDiagnosis> byDepth = anyOrder.stream().sorted(BY_DEPTH).toList();
        Set<Long> steps = byDepth.stream()
                .flatMap(layer -> layer.steps().stream())
                .map(StepDiagnosis::step)
                .collect(Collectors.toSet());
        List<LayerDiagnosis> layers = AlongDepth.addTo(byDepth, steps);
        String output = outputLayer(layers);
        List<LayerReport> reports = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (LayerDiagnosis layer : layers) {
            boolean isOutput = layer.layer().key().layer().equals(output);
            List<Finding> found = findings(new LayerCase(layer, isOutput, steps, settings));
            findings.addAll(found);
            reports.add(new LayerReport(layer, LayerVerdict.of(found)));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new RunReport(layers.get(0).layer().key().run(), reports, List.copyOf(findings));
    }

    private String outputLayer(List<LayerDiagnosis> byDepth) {
        return switch (settings.outputLayer()) {
            case Settings.DEEPEST_LAYER ->
                byDepth.get(byDepth.size() - 1).layer().key().layer();
            case Settings.NO_OUTPUT_LAYER -> "";
            default -> settings.outputLayer();
        };
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
                    .anyMatch(finding -> rule.unless().contains(finding.rule().name()))) {
                continue;
            }
            rule.judge(layer, layer.role()).ifPresentOrElse(found::add, () -> rule.judge(layer, Role.HIDDEN)
                    .ifPresent(finding -> spared.add(rule.name())));
        }
        Rules.OUTPUT_LAYER_ASSUMED.judge(layer.spared(spared), layer.role()).ifPresent(found::add);
        return found;
    }
}
