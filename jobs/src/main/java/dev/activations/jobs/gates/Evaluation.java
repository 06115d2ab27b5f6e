package dev.activations.jobs.gates;

import dev.activations.jobs.diagnosis.DiagnosedLayer;
import dev.activations.jobs.diagnosis.NullReasons;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.LayerNames;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What one check comes to for each layer that it covers; never passed where it covers none. */
final class Evaluation {

    private final Check check;
    private final Optional<BaselineComparison> baseline;
    private final List<CheckResult> results = new ArrayList<>();
    private final TreeSet<String> layers = new TreeSet<>();
    private final TreeSet<String> whyNotCovered = new TreeSet<>();

    private Evaluation(Check check, Optional<BaselineComparison> baseline) {
        this.check = check;
        this.baseline = baseline;
    }

    /**
     * @param runs with their layers by depth
     * @param withoutValues layers of the log that are in no run, because none of their rows has values
     * @param baseline what changes are read from
     */
    static List<CheckResult> of(
            Check check,
            List<RunReport> runs,
            List<DiagnosedLayer> withoutValues,
            Optional<BaselineComparison> baseline) {
        Evaluation evaluation = new Evaluation(check, baseline);
        Pattern covered = check.pattern();
        runs.stream()
                .flatMap(run -> run.layers().stream())
                .filter(layer ->
                        evaluation.matches(covered, layer.diagnosis().layer().key()))
                .forEach(evaluation::add);
        withoutValues.stream()
                .filter(layer -> evaluation.matches(covered, layer.layer().key()))
                .forEach(evaluation::addWithoutValues);
        return evaluation.results.isEmpty() ? List.of(evaluation.ofNone()) : evaluation.results;
    }

    private boolean matches(Pattern covered, LayerKey key) {
        layers.add(key.layer());
        return covered.matcher(key.layer()).matches();
    }

    private void add(LayerReport report) {
        LayerKey its = report.diagnosis().layer().key();
        LayerReadings readings = new LayerReadings(
                report,
                check.needsBaseline()
                        ? baseline.flatMap(then -> then.layer(its.namedRun().orElse(""), its.layer()))
                        : Optional.empty());
        readings.whyNotCovered(check.quantity())
                .ifPresentOrElse(
                        whyNotCovered::add, () -> add(report.diagnosis().layer().key(), readings.of(check)));
    }

    private void addWithoutValues(DiagnosedLayer layer) {
        LayerReadings.whyNotCovered(check.quantity(), NullReasons.of(layer.layer()))
                .ifPresentOrElse(
                        whyNotCovered::add,
                        () -> add(layer.layer().key(), Reading.unknown("none of its rows has values")));
    }

    private void add(LayerKey key, Reading reading) {
        Outcome outcome = check.comparison().outcome(reading.low(), reading.high(), check.limit());
        boolean undecided = outcome == Outcome.UNDECIDED;
        results.add(new CheckResult(
                check.text(),
                Optional.of(key.run()),
                Optional.of(key.layer()),
                // The largest of the known steps can break a limit; it is not the largest of all.
                undecided && !reading.isBounded() ? OptionalDouble.empty() : reading.value(),
                outcome,
                undecided ? reading.open() : ""));
    }

    private CheckResult ofNone() {
        String reason = whyNotCovered.isEmpty()
                ? "no layer of the log matches %s; it has %s".formatted(check.layers(), LayerNames.shortened(layers))
                : "no layer %shas %s: %s"
                        .formatted(
                                check.layers().isEmpty() ? "" : "that matches " + check.layers() + " ",
                                check.quantity().key(),
                                String.join("; ", whyNotCovered));
        return new CheckResult(
                check.text(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), Outcome.UNDECIDED, reason);
    }
}
