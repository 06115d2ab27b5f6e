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
    private final boolean tellsSteps;
    private final RuleOverrides overrides;

    /** @param tellsSteps whether the log says at which steps its rows were recorded */
    public RunJudge(Settings settings, boolean tellsSteps) {
        this(settings, tellsSteps, RuleOverrides.NONE);
    }

    /** @param overrides what the user changes about the rules */
    public RunJudge(Settings settings, boolean tellsSteps, RuleOverrides overrides) {
        this.settings = settings;
        this.tellsSteps = tellsSteps;
        this.overrides = overrides;
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
        RunCase run = RunCase.of(layers, steps, tellsSteps, settings);
        List<JudgedLayer> judged =
                layers.stream().map(layer -> judge(new LayerCase(layer, run))).toList();
        List<List<Finding>> byLayer =
                Agreement.of(judged.stream().map(JudgedLayer::findings).toList());
        List<LayerReport> reports = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            reports.add(LayerReport.of(layers.get(i), settings.window(), byLayer.get(i)));
        }
        return new RunReport(
                layers.get(0).layer().key().run(),
                reports,
                byLayer.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList(),
                judged.stream()
                        .flatMap(layer -> layer.suppressed().stream())
                        .sorted(Comparator.comparing(
                                suppressed -> suppressed.finding().severity()))
                        .toList());
    }

    private JudgedLayer judge(LayerCase layer) {
        JudgedLayer judged = new JudgedLayer(layer, overrides);
        Rules.ALWAYS_JUDGED.forEach(judged::judge);
        if (judged.hasFound(Rules.IMPOSSIBLE_OUTPUT)) {
            return judged;
        }
        List<String> spared = new ArrayList<>();
        for (Rule rule : Rules.JUDGED) {
            if (!judged.hasSpoken(rule.unless())
                    && !judged.judge(rule)
                    && layer.isOutputAssumed()
                    && judged.wouldFind(rule, Role.HIDDEN)) {
                spared.add(rule.name());
            }
        }
        if (spared.stream().anyMatch(WORTH_SAYING::contains)) {
            spared.remove("saturating-activation");
            judged.judge(Rules.OUTPUT_LAYER_ASSUMED, layer.spared(spared));
        }
        return judged;
    }
}
