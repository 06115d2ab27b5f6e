package dev.activations.jobs.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.activations.jobs.diagnosis.LayerKey;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many different samples a log has of each layer, at each step and over all of them: what every bound rests on. In a
 * log without a {@code sample} column every row is a sample of its own, and none can be told to be there twice.
 */
public final class SampleCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Column RUN = col(LogColumn.RUN.toString());
    private static final Column LAYER = col(LogColumn.LAYER.toString());
    private static final Column STEP = col(LogColumn.STEP.toString());
    private static final Column SAMPLE = col(LogColumn.SAMPLE.toString());
    private static final Column POSITION = col(LogColumn.POSITION.toString());

    private final HashMap<LayerKey, TreeMap<Long, AtStep>> atSteps = new HashMap<>();
    private final HashMap<LayerKey, Long> overall = new HashMap<>();

    private SampleCounts() {}

    /**
     * A layer's rows at one step.
     *
     * @param samples how many different samples they are of
     * @param duplicates how many rows are there again: of a run, step, layer, sample and position that another row has
     */
    public record AtStep(long samples, long duplicates) implements Serializable {}

    /** Counts without reading any values; the keys are compared where they lie, never brought to one place. */
    public static SampleCounts of(ActivationLog log) {
        SampleCounts counts = new SampleCounts();
        if (log.has(LogColumn.SAMPLE)) {
            counts.countNamed(log);
        } else {
            counts.countRows(log);
        }
        return counts;
    }

    private void countNamed(ActivationLog log) {
        Column key = log.has(LogColumn.POSITION) ? struct(SAMPLE, POSITION) : SAMPLE;
        Dataset<Row> steps = log.rows()
                .groupBy(RUN, LAYER, STEP)
                .agg(countDistinct(SAMPLE), countDistinct(key), count(lit(1)), count(SAMPLE));
        for (Row row : steps.collectAsList()) {
            if (row.getLong(5) > row.getLong(6)) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s has NULL in column %s at step %d",
                        key(row),
                        LogColumn.SAMPLE,
                        row.getLong(2)));
            }
            put(row, new AtStep(row.getLong(3), row.getLong(5) - row.getLong(4)));
        }
        Dataset<Row> layers = log.rows().groupBy(RUN, LAYER).agg(countDistinct(SAMPLE));
        layers.collectAsList().forEach(row -> overall.put(key(row), row.getLong(2)));
    }

    private void countRows(ActivationLog log) {
        Dataset<Row> steps = log.rows().groupBy(RUN, LAYER, STEP).agg(count(lit(1)));
        steps.collectAsList().forEach(row -> put(row, new AtStep(row.getLong(3), 0)));
        atSteps.forEach((key, bySteps) -> overall.put(
                key, bySteps.values().stream().mapToLong(AtStep::samples).min().orElse(0)));
    }

    private void put(Row row, AtStep at) {
        if (row.isNullAt(2)) {
            throw new InputException("a row of the log has NULL in column " + LogColumn.STEP);
        }
        atSteps.computeIfAbsent(key(row), k -> new TreeMap<>()).put(row.getLong(2), at);
    }

    private static LayerKey key(Row row) {
        return new LayerKey(row.isNullAt(0) ? "" : row.getString(0), row.getString(1));
    }

    /** A layer's rows by step. */
    public SortedMap<Long, AtStep> at(LayerKey layer) {
        return atSteps.get(layer);
    }

    /** Different samples of a layer over all steps; without a {@code sample} column, the fewest of any step. */
    public long overall(LayerKey layer) {
        return overall.get(layer);
    }
}
