package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.state.RowCounts;
import dev.activations.jobs.state.SampleSet;
import dev.activations.jobs.state.StepState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Brings the steps of one layer together, from the last to the first: diagnoses each as it comes, follows the units, and
 * pools the steps of the window. Holds the sums of two steps at most.
 */
public final class LayerOverSteps {

    /** So many verdicts of units at steps are kept of a layer, for maps of them. */
    private static final long MOST_VERDICTS = 4_000_000;

    private final LayerDeclaration layer;
    private final Settings settings;
    private final UnitsOverTime overTime = new UnitsOverTime();
    private final List<StepDiagnosis> latestFirst = new ArrayList<>();
    private final List<StepDiagnosis> window = new ArrayList<>();
    private final SampleSet samplesOfWindow = new SampleSet();
    private boolean samplesNamed;
    private UnitLayout layout;
    private LayerStatistics pooled;
    private boolean pooledIsOwn;
    private long[] mostAtOneStep = {};
    private int stepsSeen;
    private long verdictsKept;
    private long rows;
    private long missingRows;

    public LayerOverSteps(LayerDeclaration layer, Settings settings) {
        this.layer = layer;
        this.settings = settings;
    }

    /** Adds a step; later steps come first, each once. */
    public void add(long step, StepState state) {
        stepsSeen++;
        RowCounts counts = state.counts();
        rows += counts.rows();
        missingRows += counts.missing();
        samplesNamed = state.naming().named();
        state.statistics()
                .ifPresent(statistics -> add(
                        step,
                        new StepRows(counts.rows(), counts.missing(), state.duplicates(), state.samples()),
                        statistics,
                        state.seen()));
    }

    private void add(long step, StepRows stepRows, LayerStatistics statistics, SampleSet seen) {
        layout = layout == null ? statistics.layout() : layout;
        StepState.requireSameLayout(layer.key(), layout, statistics.layout());
        UnitVerdict[] verdicts = UnitJudge.of(statistics, stepRows.samples(), layer, settings);
        statistics.units().ifPresent(units -> noteStillDead(overTime.add(step, units, verdicts)));
        StepDiagnosis diagnosis = StepDiagnosis.of(step, stepRows, statistics, verdicts, layer, settings);
        verdictsKept += verdicts.length;
        boolean keeps = latestFirst.isEmpty() || verdictsKept <= MOST_VERDICTS;
        latestFirst.add(keeps ? diagnosis : diagnosis.withoutUnits());
        if (isInWindow()) {
            window.add(diagnosis.withoutUnits());
            samplesOfWindow.merge(seen);
            pool(statistics, stepRows.samples());
        }
    }

    /** What is dead at this step and was at the one before is a figure of the later one. */
    private void noteStillDead(long units) {
        if (!latestFirst.isEmpty()) {
            int last = latestFirst.size() - 1;
            StepDiagnosis later = latestFirst.get(last);
            if (later.figures().get(Figure.DEAD_UNITS).isPresent()) {
                latestFirst.set(last, later.with(later.figures().with(Figure.STILL_DEAD_UNITS, units)));
            }
        }
    }

    /** With a window of the latest step alone, all steps are pooled. */
    private boolean isInWindow() {
        return settings.window().equals(StepWindow.LATEST)
                || stepsSeen <= settings.window().steps();
    }

    private void pool(LayerStatistics statistics, long samples) {
        noteMost(statistics, samples);
        if (pooled == null) {
            pooled = statistics;
            return;
        }
        if (!pooledIsOwn) {
            LayerStatistics own = new LayerStatistics(layer.function(), layout, settings.epsilon());
            own.merge(pooled);
            pooled = own;
            pooledIsOwn = true;
        }
        pooled.merge(statistics);
    }

    private void noteMost(LayerStatistics statistics, long samples) {
        if (mostAtOneStep.length == 0) {
            mostAtOneStep = new long[layout.units()];
        }
        for (int u = 0; u < mostAtOneStep.length; u++) {
            mostAtOneStep[u] =
                    Math.max(mostAtOneStep[u], UnitJudge.wholeSamples(statistics, statistics.unitValues(), u, samples));
        }
    }

    /** What the layer came to. */
    public DiagnosedLayer diagnosed() {
        return new DiagnosedLayer(layer, rows, missingRows, latestFirst.isEmpty() ? List.of() : List.of(diagnosis()));
    }

    /** What became of each unit over the steps; of none where the activation is not a function of single numbers. */
    public UnitsOverTime overTime() {
        return overTime;
    }

    private LayerDiagnosis diagnosis() {
        if (pooled == null) {
            throw new InputException("%s has no values in its %s steps".formatted(layer.key(), settings.window()));
        }
        long from = window.get(window.size() - 1).step();
        long to = window.get(0).step();
        Overall overall = Overall.of(
                from, to, pooled, distinctSamples(), Arrays.copyOf(mostAtOneStep, layout.units()), layer, settings);
        List<StepDiagnosis> steps = new ArrayList<>(latestFirst);
        Collections.reverse(steps);
        return new LayerDiagnosis(
                layer,
                layer.role().orElse(Role.HIDDEN),
                layout,
                missingRows,
                steps,
                overall,
                overTime.diedAtStep(),
                overTime.atFirstAndLast(UnitVerdict.STUCK),
                overTime.revivedUnits());
    }

    /** Different samples with values in the window; where the log does not tell, what is sure. */
    private long distinctSamples() {
        if (samplesNamed) {
            return samplesOfWindow.count();
        }
        var samples = window.stream().mapToLong(step -> step.rows().samples()).summaryStatistics();
        return window.size() == latestFirst.size() ? samples.getMin() : samples.getMax();
    }
}
