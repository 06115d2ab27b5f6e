package dev.activations.jobs;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.RunJudge;
import dev.activations.jobs.rules.RunReport;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reports of deep networks and long trainings, made of the demo's dying layers over and over. */
public final class LargeReports {

    private LargeReports() {}

    /** One run of so many layers of 64 ReLU units, at so many steps; as the demo's layers, they die while they train. */
    public static Report of(int layers, int steps) {
        RunReport demo = DigitsLog.report().runs().stream()
                .filter(run -> run.run().equals("high-lr-relu"))
                .findFirst()
                .orElseThrow();
        List<LayerDiagnosis> repeated = IntStream.range(0, layers)
                .mapToObj(depth -> layer(demo.layers().get(depth % 2).diagnosis(), depth, steps))
                .toList();
        return new Report(
                DigitsLog.report().input(),
                Settings.DEFAULT,
                Map.of(),
                Map.of(),
                List.of(new RunJudge(Settings.DEFAULT, true).judge(repeated)),
                Gates.NONE);
    }

    private static LayerDiagnosis layer(LayerDiagnosis demo, int depth, int steps) {
        LayerKey key = new LayerKey("deep", "blocks.%d.mlp.act%d".formatted(depth / 4, depth % 4));
        List<StepDiagnosis> longer = IntStream.range(0, steps)
                .mapToObj(step -> at(10L * step, demo.steps().get((int)
                        ((long) step * demo.steps().size() / steps))))
                .toList();
        return new LayerDiagnosis(
                new LayerDeclaration(key, depth, false, "relu", "", ""),
                Role.HIDDEN,
                demo.layout(),
                0,
                longer,
                demo.overall(),
                demo.diedAtStep(),
                demo.stuckSinceFirst(),
                demo.revivedUnits());
    }

    private static StepDiagnosis at(long step, StepDiagnosis demo) {
        return new StepDiagnosis(step, demo.rows(), demo.figures(), demo.units(), demo.checks());
    }
}
