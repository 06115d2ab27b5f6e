package dev.activations.jobs.scan;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.SumColumns;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.scan.StatisticsTable.Head;
import dev.activations.jobs.state.SampleSet;
import dev.activations.jobs.state.StepState;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Writes the state of a layer at a step as rows of a table of statistics, one for each page of its units. */
final class PageWriter implements SumColumns {

    private final Object[] row = new Object[StatisticsTable.SCHEMA.length()];
    private int at;

    private PageWriter() {}

    /** The rows are made one by one, as they are asked for. */
    static Iterator<Object[]> rows(long step, StepState state, ScanContext context) {
        int units = state.statistics().map(sums -> sums.layout().units()).orElse(0);
        int pages = Math.max(1, (units + StatePage.MOST_UNITS - 1) / StatePage.MOST_UNITS);
        return IntStream.range(0, pages)
                .mapToObj(page -> new PageWriter().row(step, state, context, page * StatePage.MOST_UNITS))
                .iterator();
    }

    private Object[] row(long step, StepState state, ScanContext context, int first) {
        putKey(state.layer());
        put(Head.MODE, nullIfEmpty(state.mode()));
        put(Head.STEP, context.tellsSteps() ? step : null);
        put(Head.UNIT_AXIS, nullIfEmpty(context.settings().units().toString()));
        put(Head.EPSILON, state.epsilon());
        put(Head.FILTER, nullIfEmpty(context.filter()));
        put(Head.FIRST_UNIT, (long) first);
        put(Head.SAMPLES_NAMED, state.naming().named());
        put(Head.SEVERAL_ROWS_PER_SAMPLE, state.naming().severalRows());
        state.statistics().ifPresent(sums -> putLayout(sums.layout()));
        if (first == 0) {
            putRows(state);
        }
        at = Head.values().length;
        state.statistics().ifPresent(sums -> putSums(sums, first));
        return row;
    }

    private void putKey(LayerDeclaration layer) {
        put(Head.STATISTICS_VERSION, StatisticsTable.VERSION);
        put(Head.RUN, layer.key().namedRun().orElse(null));
        put(Head.LAYER, layer.key().layer());
        put(Head.DEPTH, layer.depthAssumed() ? null : (long) layer.depth());
        put(Head.ACTIVATION, nullIfEmpty(layer.activation()));
        put(Head.ACTIVATION_IN_LOG, nullIfEmpty(layer.activationInLog()));
        put(Head.ROLE, nullIfEmpty(layer.declaredRole()));
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private void putLayout(UnitLayout layout) {
        put(Head.POSITIONS_BEFORE, (long) layout.outer());
        put(Head.UNITS, (long) layout.units());
        put(Head.POSITIONS_AFTER, (long) layout.inner());
        put(Head.LAST_AXIS, (long) layout.lastAxis());
        put(Head.AXES, (long) layout.axes());
        put(Head.HEADS, (long) layout.heads());
    }

    private void putRows(StepState state) {
        put(Head.LOG_ROWS, state.counts().rows());
        put(Head.ROWS_WITHOUT_VALUES, state.counts().missing());
        put(Head.REPEATED_POSITIONS, state.counts().repeatedPositions());
        if (state.naming().named()) {
            putSamples(Head.SAMPLE_NUMBERS, state.seen().content());
            if (!state.others().isEmpty()) {
                putSamples(Head.EMPTY_SAMPLE_NUMBERS, state.others().content());
            }
        }
    }

    private void putSamples(Head first, SampleSet.Content samples) {
        int column = first.ordinal();
        row[column] = samples.numbers().length == 0 ? null : samples.numbers();
        row[column + 1] = samples.bitmap().length == 0 ? null : samples.bitmap();
        row[column + 2] = samples.names().length == 0 ? null : samples.names();
        row[column + 3] = samples.hashes().length == 0 ? null : samples.hashes();
    }

    private void putSums(LayerStatistics sums, int first) {
        if (first == 0) {
            sums.layerColumns(this);
        } else {
            at += StatisticsTable.LAYER_COLUMNS;
        }
        sums.unitColumns(this, first, Math.min(sums.layout().units(), first + StatePage.MOST_UNITS));
    }

    private void put(Head column, Object value) {
        row[column.ordinal()] = value;
    }

    @Override
    public long count(String name, long value) {
        row[at++] = value;
        return value;
    }

    @Override
    public double number(String name, double value) {
        row[at++] = value;
        return value;
    }

    @Override
    public long[] counts(String name, long[] values) {
        row[at++] = values.length == 0 ? null : values;
        return values;
    }

    @Override
    public double[] numbers(String name, double[] values) {
        row[at++] = values.length == 0 ? null : values;
        return values;
    }

    @Override
    public long[] counts(String name, long[] all, int first, int end) {
        row[at++] = all.length == 0 ? null : Arrays.copyOfRange(all, first, end);
        return all;
    }

    @Override
    public double[] numbers(String name, double[] all, int first, int end) {
        row[at++] = all.length == 0 ? null : Arrays.copyOfRange(all, first, end);
        return all;
    }
}
