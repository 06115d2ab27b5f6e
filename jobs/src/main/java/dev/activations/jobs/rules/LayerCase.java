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
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A layer as the rules see it.
 *
 * @param diagnosis the layer over its steps, in its role
 * @param run its run
 * @param at the step that is looked at
 * @param spared the rules that would speak if it were a hidden layer
 */
record LayerCase(LayerDiagnosis diagnosis, RunCase run, StepDiagnosis at, List<String> spared) {

    /** Rules that need variation over samples are not judged below this many. */
    static final long SAMPLES_FOR_VARIATION = 10;

    /** A log that begins after this share of its steps cannot tell how things began. */
    private static final double LATE = 0.1;

    /** The layer at its latest step. */
    LayerCase(LayerDiagnosis diagnosis, RunCase run) {
        this(diagnosis, run, diagnosis.latest(), List.of());
    }

    /** The layer, looked at at another of its steps. */
    LayerCase at(StepDiagnosis step) {
        return new LayerCase(diagnosis, run, step, spared);
    }

    LayerCase spared(List<String> rules) {
        return new LayerCase(diagnosis, run, at, List.copyOf(rules));
    }

    /** The layer as it was when the log ended at the step of this index. */
    LayerCase until(int step) {
        return new LayerCase(diagnosis.withSteps(diagnosis.steps().subList(0, step + 1)), run);
    }

    Settings settings() {
        return run.settings();
    }

    Role role() {
        return diagnosis.role();
    }

    boolean isRoleDeclared() {
        return diagnosis.layer().role().isPresent();
    }

    /** Whether it was taken for an output without being said to be one. */
    boolean isOutputAssumed() {
        return role() == Role.OUTPUT && !isRoleDeclared() && is("sigmoid");
    }

    boolean isShallowest() {
        return run.shallowest().filter(diagnosis.layer().key()::equals).isPresent();
    }

    StepDiagnosis first() {
        return diagnosis.steps().get(0);
    }

    /** Whether the log begins too late to tell how things began. */
    boolean isLate() {
        return first().step() > diagnosis.latest().step() * LATE;
    }

    /** The figures of the window that the verdict is about. */
    private Figures judged() {
        return settings().window().equals(StepWindow.LATEST)
                ? diagnosis.latest().figures()
                : diagnosis.overall().figures();
    }

    OptionalDouble figure(Figure figure) {
        return judged().get(figure);
    }

    long count(Figure figure) {
        return judged().count(figure);
    }

    /** The mean entropy of each head; empty without heads. */
    double[] headEntropies() {
        return judged().headEntropies();
    }

    int units() {
        return diagnosis.units();
    }

    long samples() {
        return count(Figure.SAMPLES);
    }

    Optional<Behaviour> behaviour() {
        return diagnosis.layer().behaviour();
    }

    boolean hasActivation() {
        return !diagnosis.layer().activation().isEmpty();
    }

    /** The activation as a sentence names it. */
    String activation() {
        return diagnosis.layer().activation();
    }

    /** Whether the layer's activation is the one of this catalogue name, at whatever parameters. */
    boolean is(String name) {
        return diagnosis
                .layer()
                .function()
                .filter(f -> f.entry().name().equals(name))
                .isPresent();
    }

    boolean isAlarmedBySaturation() {
        return behaviour().filter(Behaviour::saturationIsAlarm).isPresent();
    }

    /** Whether the outputs lie between two levels at which the function flattens out. */
    boolean squashes() {
        return behaviour().filter(Behaviour::squashes).isPresent();
    }

    boolean isRectifier() {
        return behaviour().filter(Behaviour::isRectifier).isPresent();
    }

    boolean isSoftmaxKind() {
        return diagnosis.layer().isSoftmaxKind();
    }

    /** How much the outputs vary: as a share of their range where they have one, otherwise of their size. */
    Figure spread() {
        return squashes() ? Figure.SIGNAL_SPREAD : Figure.RELATIVE_SPREAD;
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

    /** A number of the first step as a sentence needs it. */
    String percentAtFirst(Figure figure) {
        return Text.percent(first().figures().get(figure).orElse(0));
    }
}
