package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules have to know of the run that a layer is of.
 *
 * @param steps the steps at which any of its layers has values
 * @param shallowest the hidden layer whose outputs the others' are compared with; empty where there is none
 * @param firstRms the root mean square of the shallowest layer's outputs at the first step; 1 where many of its units are off
 * @param largestFirstRms the largest of any layer there
 * @param settings the options of the diagnosis
 */
record RunCase(
        Set<Long> steps, Optional<LayerKey> shallowest, double firstRms, double largestFirstRms, Settings settings) {

    private static final double MANY_OFF = 0.3;

    /** @param layers of the run, input side first, in their roles */
    static RunCase of(List<LayerDiagnosis> layers, Set<Long> steps, Settings settings) {
        long first = steps.stream().mapToLong(Long::longValue).min().orElseThrow();
        List<LayerDiagnosis> there = layers.stream()
                .filter(layer -> layer.steps().get(0).step() == first)
                .toList();
        return new RunCase(
                steps,
                layers.stream()
                        .filter(layer -> layer.role() == Role.HIDDEN && layer.isUnbounded())
                        .map(layer -> layer.layer().key())
                        .findFirst(),
                isOff(there.get(0)) ? 1 : rms(there.get(0)).orElse(1.0),
                there.stream()
                        .map(RunCase::rms)
                        .mapToDouble(rms -> rms.orElse(0.0))
                        .max()
                        .orElse(0),
                settings);
    }

    private static boolean isOff(LayerDiagnosis layer) {
        Figures figures = atFirst(layer).figures();
        long off = figures.count(Figure.DEAD_UNITS)
                + figures.count(Figure.NEARLY_DEAD_UNITS)
                + figures.count(Figure.STUCK_UNITS);
        return off >= MANY_OFF * layer.units();
    }

    private static Optional<Double> rms(LayerDiagnosis layer) {
        return atFirst(layer).figures().get(Figure.RMS).stream().boxed().findFirst();
    }

    private static StepDiagnosis atFirst(LayerDiagnosis layer) {
        return layer.steps().get(0);
    }
}
