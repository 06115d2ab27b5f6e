package dev.activations.jobs.scan;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.SumColumns;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.log.Declarations;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.scan.StatisticsTable.Head;
import dev.activations.jobs.state.RowCounts;
import dev.activations.jobs.state.SampleSet;
import dev.activations.jobs.state.StepState;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads rows of a table of statistics. */
final class PageReader implements SumColumns {

    /** Columns of units that may be NULL: nothing is special about any unit, or nothing was logged. */
    private static final Set<String> OPTIONAL = Set.of(
            "unit_finite",
            "unit_non_finite",
            "unit_tail_values",
            "unit_firing_values",
            "unit_mean_rest",
            "unit_low",
            "unit_high",
            "unit_gradients",
            "unit_gradients_not_zero");

    private static final long[] NO_COUNTS = {};
    private static final double[] NO_NUMBERS = {};

    private final PrimitiveRow row;
    private int at;
    private int pageUnits;

    private PageReader(PrimitiveRow row) {
        this.row = row;
    }

    /** @param row the columns of the table, in their order */
    static StatePage page(PrimitiveRow row) {
        return new PageReader(row).page();
    }

    private StatePage page() {
        long version = number(Head.STATISTICS_VERSION);
        if (version != StatisticsTable.VERSION) {
            throw new InputException("the statistics are of version %d, but this program reads version %d"
                    .formatted(version, StatisticsTable.VERSION));
        }
        if (isNull(Head.LAYER)) {
            throw new InputException("a row of the statistics has NULL in column layer");
        }
        LayerKey key = isNull(Head.RUN)
                ? LayerKey.ofUnnamedRun(text(Head.LAYER))
                : new LayerKey(text(Head.RUN), text(Head.LAYER));
        boolean depthAssumed = isNull(Head.DEPTH);
        String activation = Declarations.inCatalogue(key, text(Head.ACTIVATION));
        String inLog = isNull(Head.ACTIVATION_IN_LOG) && !activation.equals(text(Head.ACTIVATION))
                ? text(Head.ACTIVATION)
                : text(Head.ACTIVATION_IN_LOG);
        LayerDeclaration layer =
                new LayerDeclaration(key, (int) number(Head.DEPTH), depthAssumed, activation, inLog, text(Head.ROLE));
        SampleNaming naming = new SampleNaming(flag(Head.SAMPLES_NAMED), flag(Head.SEVERAL_ROWS_PER_SAMPLE));
        double epsilon = isNull(Head.EPSILON) ? 0 : row.getDouble(Head.EPSILON.ordinal());
        int units = (int) number(Head.UNITS);
        UnitLayout layout = new UnitLayout(
                (int) number(Head.POSITIONS_BEFORE, 1),
                units,
                (int) number(Head.POSITIONS_AFTER, 1),
                (int) number(Head.LAST_AXIS, units),
                (int) number(Head.AXES, 1),
                (int) number(Head.HEADS));
        int first = (int) number(Head.FIRST_UNIT);
        RowCounts counts =
                new RowCounts(number(Head.LOG_ROWS), number(Head.ROWS_WITHOUT_VALUES), number(Head.REPEATED_POSITIONS));
        Optional<LayerStatistics> sums =
                layout.units() == 0 ? Optional.empty() : Optional.of(sums(layer, layout, epsilon, first));
        StepState state = StepState.of(
                layer, epsilon, naming, counts, sums, samples(Head.SAMPLE_NUMBERS), samples(Head.EMPTY_SAMPLE_NUMBERS));
        state.ranIn(text(Head.MODE));
        return new StatePage(number(Head.STEP), state, layout, first);
    }

    private LayerStatistics sums(LayerDeclaration layer, UnitLayout layout, double epsilon, int first) {
        int units = Math.min(StatePage.MOST_UNITS, layout.units() - first);
        pageUnits = units;
        LayerStatistics sums = LayerStatistics.page(layer.function(), layout, epsilon, units);
        at = Head.values().length;
        if (first == 0) {
            sums.layerColumns(this);
        } else {
            at += StatisticsTable.LAYER_COLUMNS;
        }
        sums.unitColumns(this, 0, units);
        return sums;
    }

    private SampleSet samples(Head first) {
        int column = first.ordinal();
        return SampleSet.of(new SampleSet.Content(
                row.isNull(column) ? NO_COUNTS : row.longs(column),
                row.isNull(column + 1) ? new byte[0] : row.getBytes(column + 1),
                row.isNull(column + 2) ? new String[0] : row.strings(column + 2),
                row.isNull(column + 3) ? new String[0] : row.strings(column + 3)));
    }

    private boolean isNull(Head column) {
        return row.isNull(column.ordinal());
    }

    private String text(Head column) {
        return isNull(column) ? "" : row.getString(column.ordinal());
    }

    private long number(Head column) {
        return number(column, 0);
    }

    private long number(Head column, long otherwise) {
        return isNull(column) ? otherwise : row.getLong(column.ordinal());
    }

    private boolean flag(Head column) {
        return !isNull(column) && row.getBoolean(column.ordinal());
    }

    @Override
    public long count(String name, long value) {
        int column = at++;
        return row.isNull(column) ? value : row.getLong(column);
    }

    @Override
    public double number(String name, double value) {
        int column = at++;
        return row.isNull(column) ? value : row.getDouble(column);
    }

    @Override
    public long[] counts(String name, long[] values) {
        int column = at++;
        return row.isNull(column) ? NO_COUNTS : row.longs(column);
    }

    @Override
    public double[] numbers(String name, double[] values) {
        int column = at++;
        return row.isNull(column) ? NO_NUMBERS : row.doubles(column);
    }

    @Override
    public long[] counts(String name, long[] all, int first, int end) {
        long[] counts = counts(name, all);
        requireOnePerUnit(name, counts.length);
        return counts;
    }

    @Override
    public double[] numbers(String name, double[] all, int first, int end) {
        double[] numbers = numbers(name, all);
        requireOnePerUnit(name, numbers.length);
        return numbers;
    }

    private void requireOnePerUnit(String column, int length) {
        if (length != pageUnits && (length > 0 || !OPTIONAL.contains(column))) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "the statistics of layer %s at step %d have %,d elements in %s, but %,d units",
                    text(Head.LAYER),
                    number(Head.STEP),
                    length,
                    column,
                    pageUnits));
        }
    }
}
