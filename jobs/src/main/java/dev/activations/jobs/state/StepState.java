package dev.activations.jobs.state;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.model.SampleOfRow;
import java.util.Locale;
import java.util.Optional;

/**
 * What the rows of one layer at one step add up to, those without values included. Rows of one sample are added one after
 * the other; {@link #close} ends the last sample. Closed states merge in any order.
 */
public final class StepState {

    /** For an activation whose inputs are not as many as its outputs: only values' figures are made of it. */
    private static final RowValues NO_INPUTS = new RowValues();

    private final LayerDeclaration layer;
    private final double epsilon;
    private final SampleNaming naming;
    private final SampleSet seen;
    private final SampleSet others;
    private LayerStatistics statistics;
    private SampleOfRow open;
    private long rows;
    private long missingRows;
    private long repeatedPositions;
    private String mode = "";

    /**
     * @param epsilon what a rectifier's values must exceed to fire
     * @param naming how the log tells which sample a row is of
     */
    public StepState(LayerDeclaration layer, double epsilon, SampleNaming naming) {
        this(layer, epsilon, naming, new SampleSet(), new SampleSet());
    }

    private StepState(LayerDeclaration layer, double epsilon, SampleNaming naming, SampleSet seen, SampleSet others) {
        this.layer = layer;
        this.epsilon = epsilon;
        this.naming = naming;
        this.seen = seen;
        this.others = others;
    }

    /**
     * A closed state out of what another came to.
     *
     * @param statistics what the rows with values add up to; empty if there are none
     * @param seen the samples with values
     * @param others samples that rows are of, but without values
     */
    public static StepState of(
            LayerDeclaration layer,
            double epsilon,
            SampleNaming naming,
            RowCounts counts,
            Optional<LayerStatistics> statistics,
            SampleSet seen,
            SampleSet others) {
        StepState state = new StepState(layer, epsilon, naming, seen, others);
        state.rows = counts.rows();
        state.missingRows = counts.missing();
        state.repeatedPositions = counts.repeatedPositions();
        state.statistics = statistics.orElse(null);
        return state;
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
    public void add(SampleOfRow sample, UnitLayout rowLayout, RowValues pre, RowValues post, RowValues gradient) {
        rows++;
        boolean sameSample = naming.severalRows() && open != null && open.isSameSample(sample);
        repeatedPositions += sameSample && open.position() == sample.position() ? 1 : 0;
        if (naming.severalRows()) {
            open = sample.copy();
        }
        if (rowLayout.width() == 0) {
            missingRows++;
            note(others, sample);
            return;
        }
        if (statistics == null) {
            statistics = new LayerStatistics(layer.function(), rowLayout, epsilon);
        } else if (!sameSample) {
            statistics.endSample();
        }
        requireSameLayout(layer.key(), statistics.layout(), rowLayout);
        RowValues inputs = layer.changesWidth() && post.isPresent() ? NO_INPUTS : pre;
        if (inputs.isPresent()) {
            requireSameWidth(layer.key(), rowLayout.width(), inputs.length());
        }
        if (gradient.isPresent()) {
            requireSameWidth(layer.key(), rowLayout.width(), gradient.length());
        }
        statistics.chosenFrom(sample.positions());
        note(statistics.add(inputs, post, gradient) ? seen : others, sample);
    }

    private void note(SampleSet set, SampleOfRow sample) {
        if (naming.named()) {
            set.add(sample);
        }
    }

    public StepState close() {
        if (statistics != null) {
            statistics.endSample();
        }
        open = null;
        return this;
    }

    /** Adds what other rows of the same layer and step came to. */
    public StepState merge(StepState other) {
        mergeRows(other);
        if (statistics == null) {
            statistics = other.statistics;
        } else if (other.statistics != null) {
            requireSameLayout(layer.key(), statistics.layout(), other.statistics.layout());
            statistics.merge(other.statistics);
        }
        return this;
    }

    /**
     * Adds one page of what other rows came to.
     *
     * @param page what belongs to the layer as a whole comes with the first unit alone
     * @param whole the layout of the layer
     */
    public void merge(StepState page, UnitLayout whole, int firstUnit) {
        if (firstUnit == 0) {
            mergeRows(page);
        }
        page.statistics().ifPresent(sums -> {
            if (statistics == null && sums.holdsWholeLayer()) {
                statistics = sums;
                return;
            }
            if (statistics == null) {
                statistics = new LayerStatistics(layer.function(), whole, epsilon);
            }
            requireSameLayout(layer.key(), statistics.layout(), whole);
            statistics.merge(sums, firstUnit);
        });
    }

    private void mergeRows(StepState other) {
        ranIn(other.mode);
        rows += other.rows;
        missingRows += other.missingRows;
        repeatedPositions += other.repeatedPositions;
        seen.merge(other.seen);
        others.merge(other.others);
    }

    public static void requireSameLayout(LayerKey layer, UnitLayout layout, UnitLayout other) {
        if (layout.width() != other.width()) {
            throw new InputException(differentWidths(layer, layout.width(), other.width())
                    + "; a module that is called several times in a pass needs a name for each call, such as %s.0, or say"
                            .formatted(layer.layer())
                    + " --split-by-width");
        }
        if (!layout.equals(other)) {
            throw new InputException(
                    "%s has rows of different shapes; a layer keeps its shape within a run".formatted(layer));
        }
    }

    private static void requireSameWidth(LayerKey layer, int width, int other) {
        if (width != other) {
            throw new InputException(differentWidths(layer, width, other));
        }
    }

    private static String differentWidths(LayerKey layer, int width, int other) {
        return String.format(
                Locale.ROOT,
                "%s has rows of %,d values and rows of %,d; a layer keeps its width within a run",
                layer,
                Math.min(width, other),
                Math.max(width, other));
    }

    /** Says in which mode the model ran, such as {@code train}; of several parts, any that says so makes the whole so. */
    public StepState ranIn(String said) {
        if (!said.isEmpty()) {
            mode = said;
        }
        return this;
    }

    /** The mode that the model ran in, such as {@code train}; empty where nobody said. */
    public String mode() {
        return mode;
    }

    public LayerDeclaration layer() {
        return layer;
    }

    public double epsilon() {
        return epsilon;
    }

    public SampleNaming naming() {
        return naming;
    }

    /** What the rows with values add up to; empty if there are none. */
    public Optional<LayerStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    public RowCounts counts() {
        return new RowCounts(rows, missingRows, repeatedPositions);
    }

    /** The samples with values, where the log names them. */
    public SampleSet seen() {
        return seen;
    }

    /** Samples that rows without values are of, where the log names them. */
    public SampleSet others() {
        return others;
    }

    /** How many different samples have values. Where the log does not name them, each is one of its own. */
    public long samples() {
        long counted = statistics == null ? 0 : statistics.samples();
        return naming.named() ? seen.count() : counted;
    }

    /** Rows of a sample and position that another row has too. */
    public long duplicates() {
        if (naming.severalRows()) {
            return repeatedPositions;
        }
        return naming.named() ? rows - seen.countWith(others) : 0;
    }

    /** About how much memory it takes. */
    public long bytes() {
        return 300 + (statistics == null ? 0 : statistics.bytes()) + seen.bytes() + others.bytes();
    }
}
