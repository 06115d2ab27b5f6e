package dev.activations.jobs.rules;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A layer as the rules see it.
 *
 * @param diagnosis the layer over its steps
 * @param output whether it is the output layer of its run
 * @param stepsOfRun the steps at which any layer of the run has values
 * @param settings the options of the diagnosis
 * @param at the step that is looked at
 * @param spared the rules that would speak if it were a hidden layer
 */
record LayerCase(
        LayerDiagnosis diagnosis,
        boolean output,
        Set<Long> stepsOfRun,
        Settings settings,
        StepDiagnosis at,
        List<String> spared) {

    /** Rules that need variation over samples are not judged below this many. */
    static final long SAMPLES_FOR_VARIATION = 10;

    /** The layer at its latest step. */
    LayerCase(LayerDiagnosis diagnosis, boolean output, Set<Long> stepsOfRun, Settings settings) {
        this(diagnosis, output, stepsOfRun, settings, diagnosis.latest(), List.of());
    }

    /** The layer, looked at at another of its steps. */
    LayerCase at(StepDiagnosis step) {
        return new LayerCase(diagnosis, output, stepsOfRun, settings, step, spared);
    }

    LayerCase spared(List<String> rules) {
        return new LayerCase(diagnosis, output, stepsOfRun, settings, at, List.copyOf(rules));
    }

    /** The figures of the window that the verdict is about. */
    private Figures judged() {
        return settings.window().equals(StepWindow.LATEST)
                ? diagnosis.latest().figures()
                : diagnosis.overall().figures();
    }

    /** The layer as it was when the log ended at the step of this index. */
    LayerCase until(int step) {
        List<StepDiagnosis> steps = diagnosis.steps().subList(0, step + 1);
        return new LayerCase(diagnosis.withSteps(steps), output, stepsOfRun, settings);
    }

    OptionalDouble figure(Figure figure) {
        return judged().get(figure);
    }

    long count(Figure figure) {
        return judged().count(figure);
    }

    /** A count of units divided by the units of the layer; empty where the count is undetermined. */
    OptionalDouble shareOfUnits(Figure figure) {
        OptionalDouble count = figure(figure);
        return count.isPresent() ? OptionalDouble.of(count.getAsDouble() / units()) : count;
    }

    int units() {
        return diagnosis.units();
    }

    long samples() {
        return count(Figure.SAMPLES);
    }

    /** Whether the layer's activation is the one of this catalogue name, at whatever parameters. */
    boolean is(String name) {
        return diagnosis
                .layer()
                .function()
                .filter(f -> f.entry().name().equals(name))
                .isPresent();
    }

    boolean isGated() {
        return diagnosis
                .layer()
                .behaviour()
                .filter(Behaviour::saturationIsAlarm)
                .isPresent();
    }

    boolean isRectifier() {
        return diagnosis.layer().behaviour().filter(Behaviour::isRectifier).isPresent();
    }

    boolean isSoftmaxKind() {
        return diagnosis.layer().isSoftmaxKind();
    }

    /** The output where the layer is one that is meant to become sure of itself. */
    Role role() {
        return output && (is("sigmoid") || isSoftmaxKind()) ? Role.OUTPUT : Role.HIDDEN;
    }

    /** A share as a sentence needs it, "none" where it is undetermined. */
    String percent(Figure figure) {
        OptionalDouble value = figure(figure);
        return value.isPresent() ? Text.percent(value.getAsDouble()) : "none";
    }

    /** A number as a sentence needs it. */
    String number(Figure figure) {
        return Text.number(figure(figure).orElse(Double.NaN));
    }

    /** The one number that a finding rests on, by name. */
    Map<String, Object> numbers(Figure figure) {
        return Map.of(figure.key(), figure(figure).orElseThrow());
    }
}
