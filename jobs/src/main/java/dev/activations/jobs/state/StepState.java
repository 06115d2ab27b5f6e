package dev.activations.jobs.state;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * What the rows of one layer at one step add up to, those without values included. Rows of one sample are added one after
 * the other; {@link #close} ends the last sample. Closed totals merge in any order.
 */
public final class StepState implements Serializable {

    private static final long serialVersionUID = 1;

    /** For an activation whose inputs are not as many as its outputs: only values' figures are made of it. */
    private static final RowValues NO_INPUTS = new RowValues();

    private final LayerDeclaration layer;
    private final double epsilon;
    private final boolean severalRowsPerSample;
    private final boolean changesWidth;
    private LayerStatistics statistics;
    private long openSample;
    private long rows;
    private long missingRows;

    /**
     * @param epsilon what a rectifier's values must exceed to fire
     * @param severalRowsPerSample whether following rows with the same sample number are positions of one sample;
     *     otherwise every row is a sample
     */
    public StepState(LayerDeclaration layer, double epsilon, boolean severalRowsPerSample) {
        this.layer = layer;
        this.epsilon = epsilon;
        this.severalRowsPerSample = severalRowsPerSample;
        this.changesWidth = layer.changesWidth();
    }

    /**
     * Adds one row.
     *
     * @param sample the sample that the row is of
     * @param rowLayout how the row is made of units
     * @param pre what went into the activation, where the row has it
     * @param post what came out, where the row has it
     * @param gradient the loss gradient, where the row has it
     * @throws InputException if the row is not as wide as the others, or its parts are of different widths
     */
    public void add(long sample, UnitLayout rowLayout, RowValues pre, RowValues post, RowValues gradient) {
        rows++;
        if (rowLayout.width() == 0) {
            missingRows++;
            return;
        }
        if (statistics == null) {
            statistics = new LayerStatistics(layer.function(), rowLayout, epsilon);
        } else if (!severalRowsPerSample || sample != openSample) {
            statistics.endSample();
        }
        openSample = sample;
        requireSameLayout(layer.key(), statistics.layout(), rowLayout);
        RowValues inputs = changesWidth && post.isPresent() ? NO_INPUTS : pre;
        if (inputs.isPresent()) {
            requireSameWidth(layer.key(), rowLayout.width(), inputs.length());
        }
        if (gradient.isPresent()) {
            requireSameWidth(layer.key(), rowLayout.width(), gradient.length());
        }
        statistics.add(inputs, post, gradient);
    }

    public StepState close() {
        if (statistics != null) {
            statistics.endSample();
        }
        return this;
    }

    public StepState merge(StepState other) {
        rows += other.rows;
        missingRows += other.missingRows;
        if (statistics == null) {
            statistics = other.statistics;
        } else if (other.statistics != null) {
            requireSameLayout(layer.key(), statistics.layout(), other.statistics.layout());
            statistics.merge(other.statistics);
        }
        return this;
    }

    public static void requireSameLayout(LayerKey layer, UnitLayout layout, UnitLayout other) {
        requireSameWidth(layer, layout.width(), other.width());
        if (!layout.equals(other)) {
            throw new InputException(
                    "%s has rows of different shapes; a layer keeps its shape within a run".formatted(layer));
        }
    }

    private static void requireSameWidth(LayerKey layer, int width, int other) {
        if (width != other) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s has rows of %,d values and rows of %,d; a layer keeps its width within a run",
                    layer,
                    Math.min(width, other),
                    Math.max(width, other)));
        }
    }

    /** What the rows with values add up to; empty if there are none. */
    public Optional<LayerStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    public long rows() {
        return rows;
    }

    /** Rows with neither inputs nor outputs. */
    public long missingRows() {
        return missingRows;
    }
}
