package dev.activations.jobs;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.diagnosis.LayerDeclaration;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.jobs.log.InputException;
import dev.activations.jobs.log.LogRow;
import java.io.Serializable;
import java.util.Optional;

/** What the rows of one layer at one step add up to, those without values included. Merges in any order. */
final class StepTotals implements Serializable {

    private static final long serialVersionUID = 1;

    private final LayerDeclaration layer;
    private final double epsilon;
    private LayerStatistics statistics;
    private long rows;
    private long missingRows;

    /** @param epsilon what a rectifier's values must exceed to fire */
    StepTotals(LayerDeclaration layer, double epsilon) {
        this.layer = layer;
        this.epsilon = epsilon;
    }

    void add(LogRow row) {
        rows++;
        if (row.width() == 0) {
            missingRows++;
            return;
        }
        if (statistics == null) {
            statistics = new LayerStatistics(layer.function(), UnitLayout.flat(row.width()), epsilon);
        }
        if (row.pre().isPresent()) {
            requireWidth(row.pre().length());
        }
        if (row.post().isPresent()) {
            requireWidth(row.post().length());
        }
        statistics.add(row.pre(), row.post());
        statistics.endSample();
    }

    StepTotals merge(StepTotals other) {
        rows += other.rows;
        missingRows += other.missingRows;
        if (statistics == null) {
            statistics = other.statistics;
        } else if (other.statistics != null) {
            requireWidth(other.statistics.layout().width());
            statistics.merge(other.statistics);
        }
        return this;
    }

    private void requireWidth(int width) {
        requireSameWidth(layer.key(), statistics.layout().width(), width);
    }

    static void requireSameWidth(LayerKey layer, int width, int other) {
        if (width != other) {
            throw new InputException("%s has rows of %,d values and rows of %,d; a layer keeps its width within a run"
                    .formatted(layer, Math.min(width, other), Math.max(width, other)));
        }
    }

    /** What the rows with values add up to; empty if there are none. */
    Optional<LayerStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    long rows() {
        return rows;
    }

    /** Rows with neither inputs nor outputs. */
    long missingRows() {
        return missingRows;
    }
}
