package dev.activations.jobs.scan;

import dev.activations.jobs.log.ActivationLog;
import dev.activations.jobs.log.LogKey;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.state.SampleCounts;
import dev.activations.jobs.state.SampleCounts.AtStep;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Counts the different samples of a log without reading any values. */
public final class SampleCounting {

    private SampleCounting() {}

    /** One sample of one layer, the same at every step. */
    private record SampleOfLayer(LayerKey layer, long sample) implements Serializable {}

    /** Brings the rows of one sample together, but never all keys. */
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
            all.takeFewestForOverall();
        }
        return all;
    }

    private static SampleCounts ofSamples(Iterator<Tuple2<SampleOfLayer, RowsOfSample>> samples) {
        SampleCounts counts = new SampleCounts();
        samples.forEachRemaining(sample -> {
            LayerKey layer = sample._1().layer();
            sample._2().duplicatesByStep().forEach((step, again) -> counts.add(layer, step, new AtStep(1, again)));
            counts.addOverall(layer, 1);
        });
        return counts;
    }

    private static SampleCounts ofRows(Iterator<LogKey> rows) {
        SampleCounts counts = new SampleCounts();
        rows.forEachRemaining(row -> counts.add(row.layer(), row.place().step(), new AtStep(1, 0)));
        return counts;
    }
}
