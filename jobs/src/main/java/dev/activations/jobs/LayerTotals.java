package dev.activations.jobs;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.jobs.diagnosis.LayerDeclaration;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.jobs.diagnosis.Settings;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import scala.Tuple2;

/** The steps of one layer, diagnosed one by one as they come, with the rows that they rest on. */
final class LayerTotals implements Serializable {

    private static final long serialVersionUID = 1;

    private final LayerDeclaration layer;
    private final List<StepDiagnosis> steps = new ArrayList<>();
    private int units;
    private long rows;
    private long missingRows;

    private LayerTotals(LayerDeclaration layer) {
        this.layer = layer;
    }

    /** Brings the totals of whole layers together by layer; every step of a layer must be among them. */
    static Iterator<LayerTotals> of(
            Iterator<Tuple2<StepKey, StepTotals>> totals, Map<LayerKey, LayerDeclaration> layers, Settings settings) {
        Map<LayerKey, LayerTotals> byLayer = new HashMap<>();
        Function<LayerKey, LayerTotals> start = key -> new LayerTotals(layers.get(key));
        totals.forEachRemaining(next ->
                byLayer.computeIfAbsent(next._1().layer(), start).add(next._1().step(), next._2(), settings));
        return byLayer.values().iterator();
    }

    private void add(long step, StepTotals totals, Settings settings) {
        rows += totals.rows();
        missingRows += totals.missingRows();
        totals.statistics().ifPresent(statistics -> {
            if (!steps.isEmpty()) {
                StepTotals.requireSameWidth(layer.key(), units, unitsOf(statistics));
            }
            units = unitsOf(statistics);
            steps.add(StepDiagnosis.of(step, statistics, layer, settings));
        });
    }

    private static int unitsOf(LayerStatistics statistics) {
        return statistics.layout().units();
    }

    /** The layer over its steps; empty if none of its rows has values. */
    Optional<LayerDiagnosis> diagnosis() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(LayerDiagnosis.of(layer, units, missingRows, steps));
    }

    long rows() {
        return rows;
    }

    /** Rows with neither inputs nor outputs. */
    long missingRows() {
        return missingRows;
    }
}
