package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.functions.statistics.UnitValues;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.state.SampleCounts;
import dev.activations.jobs.state.SampleCounts.AtStep;
import dev.activations.jobs.state.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Brings the steps of one layer together: diagnoses each as it comes, and pools those of the window. */
public final class LayerOverSteps {

    private final LayerDeclaration layer;
    private final SampleCounts samples;
    private final Settings settings;
    private final SortedMap<Long, AtStep> counts;
    private final long windowStart;
    private final List<StepDiagnosis> steps = new ArrayList<>();
    private UnitLayout layout;
    private LayerStatistics pooled;
    private long[] mostSamplesOfUnits = new long[0];
    private boolean leavesOut;
    private long rows;
    private long missingRows;

    /** @param samples how many different samples the log has of its layers */
    public LayerOverSteps(LayerDeclaration layer, SampleCounts samples, Settings settings) {
        this.layer = layer;
        this.samples = samples;
        this.settings = settings;
        counts = samples.at(layer.key());
        windowStart = windowStart(List.copyOf(counts.keySet()), settings.window());
    }

    /** The first step that is pooled; with a window of the latest step alone, all steps are. */
    private static long windowStart(List<Long> steps, StepWindow window) {
        boolean part = !window.equals(StepWindow.LATEST) && window.steps() < steps.size();
        return steps.get(part ? steps.size() - window.steps() : 0);
    }

    /** Adds a step, in any order; every step of the layer must come once. */
    public void add(long step, StepState totals) {
        rows += totals.rows();
        missingRows += totals.missingRows();
        totals.statistics().ifPresent(statistics -> add(step, totals, statistics));
    }

    private void add(long step, StepState totals, LayerStatistics statistics) {
        AtStep counted = counts.get(step);
        StepRows stepRows = new StepRows(
                totals.rows(),
                totals.missingRows(),
                counted.duplicates(),
                Math.min(statistics.samples(), counted.samples()));
        layout = layout == null ? statistics.layout() : layout;
        StepState.requireSameLayout(layer.key(), layout, statistics.layout());
        steps.add(StepDiagnosis.of(step, stepRows, statistics, layer, settings));
        if (step >= windowStart) {
            pool(statistics);
            addSamples(statistics, stepRows.samples());
        }
    }

    private void pool(LayerStatistics statistics) {
        if (pooled == null) {
            pooled = new LayerStatistics(layer.function(), layout, settings.epsilon());
        }
        pooled.merge(statistics);
    }

    private void addSamples(LayerStatistics statistics, long distinct) {
        UnitValues units = statistics.unitValues();
        if (mostSamplesOfUnits.length == 0) {
            mostSamplesOfUnits = new long[units.units()];
        }
        for (int u = 0; u < mostSamplesOfUnits.length; u++) {
            mostSamplesOfUnits[u] = Math.max(mostSamplesOfUnits[u], Math.min(units.samples(u), distinct));
        }
        leavesOut |= statistics.missingValues() + statistics.maskedValues() > 0;
    }

    /** Where elements are left out, different ones at each step perhaps, the samples of one step are all that is sure. */
    private UnitSamples samplesOfUnits(long distinct) {
        return leavesOut ? unit -> mostSamplesOfUnits[unit] : unit -> Math.min(pooled.unitValues().samples(unit), distinct);
    }

    /** What the layer came to. */
    public DiagnosedLayer diagnosed() {
        return new DiagnosedLayer(rows, missingRows, steps.isEmpty() ? List.of() : List.of(diagnosis()));
    }

    private LayerDiagnosis diagnosis() {
        if (pooled == null) {
            throw new InputException("%s has no values in its %s steps".formatted(layer.key(), settings.window()));
        }
        List<StepDiagnosis> window =
                steps.stream().filter(step -> step.step() >= windowStart).toList();
        long from = window.stream().mapToLong(StepDiagnosis::step).min().orElseThrow();
        long to = window.stream().mapToLong(StepDiagnosis::step).max().orElseThrow();
        long distinct = distinctSamples(window);
        Overall overall = Overall.of(from, to, pooled, distinct, samplesOfUnits(distinct), layer, settings);
        return LayerDiagnosis.of(layer, layout, missingRows, steps, overall);
    }

    /** Different samples of all steps, as counted; of a part of them, those of one step are all that is sure. */
    private long distinctSamples(List<StepDiagnosis> window) {
        return window.size() == steps.size()
                ? Math.min(pooled.samples(), samples.overall(layer.key()))
                : window.stream().mapToLong(step -> step.rows().samples()).max().orElseThrow();
    }
}
