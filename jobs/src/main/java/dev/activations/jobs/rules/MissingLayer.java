package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds a layer that has no rows at a step where other layers of its run have some. */
final class MissingLayer implements Rule {

    @Override
    public String name() {
        return "missing-layer";
    }

    @Override
    public Optional<Finding> judge(LayerCase layer) {
        Set<Long> present =
                layer.diagnosis().steps().stream().map(StepDiagnosis::step).collect(Collectors.toSet());
        TreeSet<Long> absent = new TreeSet<>(layer.stepsOfRun());
        absent.removeAll(present);
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Severity.WARN,
                name(),
                layer.diagnosis().layer().key(),
                absent.first(),
                Text.sentence(
                        "no rows with values at %,d of the run's %,d steps, first at step %d",
                        absent.size(), layer.stepsOfRun().size(), absent.first()),
                Map.of("steps", absent.size(), "of", layer.stepsOfRun().size()),
                Suggestions.recordEverything()));
    }
}
