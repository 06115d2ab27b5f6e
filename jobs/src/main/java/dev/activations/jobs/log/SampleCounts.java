package dev.activations.jobs.log;

import dev.activations.jobs.diagnosis.LayerKey;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * How many different samples a log has of each layer, at each step and over all of them: what every bound rests on. In a
 * log without a {@code sample} column every row is a sample of its own, and none can be told to be there twice.
 */
public final class SampleCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<LayerKey, TreeMap<Long, AtStep>> atSteps = new HashMap<>();
    private final HashMap<LayerKey, Long> overall = new HashMap<>();

    private SampleCounts() {}

    /**
     * A layer's rows at one step.
     *
     * @param samples how many different samples they are of
     * @param duplicates how many rows are there again: of a run, step, layer, sample and position that another row has
     */
    public record AtStep(long samples, long duplicates) implements Serializable {

        private AtStep plus(AtStep other) {
            return new AtStep(samples + other.samples, duplicates + other.duplicates);
        }
    }

    /** One sample of one layer, the same at every step. */
    private record SampleOfLayer(LayerKey layer, long sample) implements Serializable {}

    /** Counts without reading any values. The rows of one sample are brought together; all keys never are. */
    public static SampleCounts of(ActivationLog log) {
        JavaRDD<LogKey> keys = log.readKeys();
        JavaRDD<SampleCounts> parts = log.has(LogColumn.SAMPLE)
                ? keys.mapToPair(key -> new Tuple2<>(new SampleOfLayer(key.layer(), key.sample()), key.place()))
                        .aggregateByKey(new RowsOfSample(), RowsOfSample::add, RowsOfSample::merge)
                        .mapPartitions(samples -> List.of(ofSamples(samples)).iterator())
                : keys.mapPartitions(rows -> List.of(ofRows(rows)).iterator());
        SampleCounts all = new SampleCounts();
        parts.collect().forEach(all::add);
        if (!log.has(LogColumn.SAMPLE)) {
            all.atSteps.forEach((layer, steps) -> all.overall.put(layer, fewest(steps)));
        }
        return all;
    }

    private static SampleCounts ofSamples(Iterator<Tuple2<SampleOfLayer, RowsOfSample>> samples) {
        SampleCounts counts = new SampleCounts();
        samples.forEachRemaining(sample -> {
            LayerKey layer = sample._1().layer();
            sample._2().duplicatesByStep().forEach((step, again) -> counts.add(layer, step, new AtStep(1, again)));
            counts.overall.merge(layer, 1L, Long::sum);
        });
        return counts;
    }

    private static SampleCounts ofRows(Iterator<LogKey> rows) {
        SampleCounts counts = new SampleCounts();
        rows.forEachRemaining(row -> counts.add(row.layer(), row.place().step(), new AtStep(1, 0)));
        return counts;
    }

    private static long fewest(Map<Long, AtStep> steps) {
        return steps.values().stream().mapToLong(AtStep::samples).min().orElse(0);
    }

    private void add(LayerKey layer, long step, AtStep more) {
        atSteps.computeIfAbsent(layer, k -> new TreeMap<>()).merge(step, more, AtStep::plus);
    }

    private void add(SampleCounts part) {
        part.atSteps.forEach((layer, steps) -> steps.forEach((step, more) -> add(layer, step, more)));
        part.overall.forEach((layer, samples) -> overall.merge(layer, samples, Long::sum));
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
