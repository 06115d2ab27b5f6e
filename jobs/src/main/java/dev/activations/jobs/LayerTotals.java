package dev.activations.jobs;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.diagnosis.LayerDeclaration;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.jobs.diagnosis.Overall;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.StepRows;
import dev.activations.jobs.diagnosis.Window;
import dev.activations.jobs.log.InputException;
import dev.activations.jobs.log.SampleCounts.AtStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import scala.Tuple2;

/** Brings the steps of one layer together: diagnoses each as it comes, and pools those of the window. */
final class LayerTotals {

    private final LayerDeclaration layer;
    private final Context context;
    private final SortedMap<Long, AtStep> counts;
    private final long windowStart;
    private final List<StepDiagnosis> steps = new ArrayList<>();
    private UnitLayout layout;
    private LayerStatistics pooled;
    private long rows;
    private long missingRows;

    private LayerTotals(LayerDeclaration layer, Context context) {
        this.layer = layer;
        this.context = context;
        counts = context.samples().at(layer.key());
        windowStart =
                windowStart(List.copyOf(counts.keySet()), context.settings().window());
    }

    /** The first step that is pooled; with a window of the latest step alone, all steps are. */
    private static long windowStart(List<Long> steps, Window window) {
        boolean part = !window.equals(Window.LATEST) && window.steps() < steps.size();
        return steps.get(part ? steps.size() - window.steps() : 0);
    }

    /** Diagnoses whole layers; every step of each layer must be among the totals. */
    static Iterator<DiagnosedLayer> diagnose(Iterator<Tuple2<StepKey, StepTotals>> totals, Context context) {
        Map<LayerKey, LayerTotals> byLayer = new HashMap<>();
        totals.forEachRemaining(next -> byLayer.computeIfAbsent(
                        next._1().layer(),
                        key -> new LayerTotals(context.layers().get(key), context))
                .add(next._1().step(), next._2()));
        return byLayer.values().stream().map(LayerTotals::diagnosed).iterator();
    }

    private void add(long step, StepTotals totals) {
        rows += totals.rows();
        missingRows += totals.missingRows();
        totals.statistics().ifPresent(statistics -> add(step, totals, statistics));
    }

    private void add(long step, StepTotals totals, LayerStatistics statistics) {
        AtStep counted = counts.get(step);
        StepRows stepRows = new StepRows(
                totals.rows(),
                totals.missingRows(),
                counted.duplicates(),
                Math.min(statistics.samples(), counted.samples()));
        layout = layout == null ? statistics.layout() : layout;
        StepTotals.requireSameLayout(layer.key(), layout, statistics.layout());
        steps.add(StepDiagnosis.of(step, stepRows, statistics, layer, context.settings()));
        if (step >= windowStart) {
            pool(statistics);
        }
    }

    private void pool(LayerStatistics statistics) {
        if (pooled == null) {
            pooled = statistics;
        } else {
            pooled.merge(statistics);
        }
    }

    private DiagnosedLayer diagnosed() {
        return new DiagnosedLayer(rows, missingRows, steps.isEmpty() ? List.of() : List.of(diagnosis()));
    }

    private LayerDiagnosis diagnosis() {
        if (pooled == null) {
            throw new InputException("%s has no values in its %s steps"
                    .formatted(layer.key(), context.settings().window()));
        }
        List<StepDiagnosis> window =
                steps.stream().filter(step -> step.step() >= windowStart).toList();
        long from = window.stream().mapToLong(StepDiagnosis::step).min().orElseThrow();
        long to = window.stream().mapToLong(StepDiagnosis::step).max().orElseThrow();
        Overall overall = Overall.of(from, to, pooled, distinctSamples(window), layer, context.settings());
        return LayerDiagnosis.of(layer, layout.units(), missingRows, steps, overall);
    }

    /** Different samples of all steps, as counted; of a part of them, those of one step are all that is sure. */
    private long distinctSamples(List<StepDiagnosis> window) {
        return window.size() == steps.size()
                ? Math.min(pooled.samples(), context.samples().overall(layer.key()))
                : window.stream().mapToLong(step -> step.rows().samples()).max().orElseThrow();
    }
}
