package dev.activations.jobs;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.jobs.diagnosis.LayerDeclaration;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.jobs.diagnosis.Overall;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import scala.Tuple2;

/** Brings the steps of one layer together: diagnoses each as it comes, and pools them. */
final class LayerTotals {

    private final LayerDeclaration layer;
    private final Context context;
    private final List<StepDiagnosis> steps = new ArrayList<>();
    private LayerStatistics pooled;
    private long rows;
    private long missingRows;

    private LayerTotals(LayerDeclaration layer, Context context) {
        this.layer = layer;
        this.context = context;
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
        totals.statistics().ifPresent(statistics -> add(step, statistics));
    }

    private void add(long step, LayerStatistics statistics) {
        long distinct = Math.min(statistics.samples(), context.samples().at(layer.key(), step));
        steps.add(StepDiagnosis.of(step, statistics, distinct, layer, context.settings()));
        if (pooled == null) {
            pooled = statistics;
        } else {
            StepTotals.requireSameWidth(
                    layer.key(), pooled.layout().width(), statistics.layout().width());
            pooled.merge(statistics);
        }
    }

    private DiagnosedLayer diagnosed() {
        return new DiagnosedLayer(rows, missingRows, steps.isEmpty() ? List.of() : List.of(diagnosis()));
    }

    private LayerDiagnosis diagnosis() {
        long from = steps.stream().mapToLong(StepDiagnosis::step).min().orElseThrow();
        long to = steps.stream().mapToLong(StepDiagnosis::step).max().orElseThrow();
        long distinct = Math.min(pooled.samples(), context.samples().overall(layer.key()));
        Overall overall = Overall.of(from, to, pooled, distinct, layer, context.settings());
        return LayerDiagnosis.of(layer, pooled.layout().units(), missingRows, steps, overall);
    }
}
