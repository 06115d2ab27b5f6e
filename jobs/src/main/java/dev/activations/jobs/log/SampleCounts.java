package dev.activations.jobs.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import dev.activations.jobs.diagnosis.LayerKey;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * How many different samples a log has of each layer, at each step and over all of them: what every bound rests on. In a
 * log without a {@code sample} column every row is a sample of its own.
 */
public final class SampleCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<LayerKey, HashMap<Long, Long>> atSteps = new HashMap<>();
    private final HashMap<LayerKey, Long> overall = new HashMap<>();

    private SampleCounts() {}

    /** Counts without reading any values. */
    public static SampleCounts of(ActivationLog log) {
        SampleCounts counts = new SampleCounts();
        Column run = col(LogColumn.RUN.toString());
        Column layer = col(LogColumn.LAYER.toString());
        Column step = col(LogColumn.STEP.toString());
        boolean named = log.has(LogColumn.SAMPLE);
        Column samples = named ? countDistinct(LogColumn.SAMPLE.toString()) : count(lit(1));
        for (Row row : log.rows().groupBy(run, layer, step).agg(samples).collectAsList()) {
            counts.atSteps.computeIfAbsent(key(row), k -> new HashMap<>()).put(row.getLong(2), row.getLong(3));
        }
        if (named) {
            for (Row row : log.rows().groupBy(run, layer).agg(samples).collectAsList()) {
                counts.overall.put(key(row), row.getLong(2));
            }
        } else {
            counts.atSteps.forEach((key, steps) -> counts.overall.put(key, Collections.min(steps.values())));
        }
        return counts;
    }

    private static LayerKey key(Row row) {
        return new LayerKey(row.isNullAt(0) ? "" : row.getString(0), row.getString(1));
    }

    /** Different samples of a layer at one step. */
    public long at(LayerKey layer, long step) {
        return atSteps.get(layer).get(step);
    }

    /** Different samples of a layer over all steps; without a {@code sample} column, the fewest of any step. */
    public long overall(LayerKey layer) {
        return overall.get(layer);
    }
}
