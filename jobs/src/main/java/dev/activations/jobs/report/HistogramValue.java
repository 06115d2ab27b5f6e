package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.Figures.Bin;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A layer's histogram at a step as a {@code HistogramProto} of TensorFlow: the upper end of each bucket, and how many values it
 * holds. A bucket begins where the one before it ends, so gaps become empty buckets.
 */
final class HistogramValue {

    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int NUM = 3;
    private static final int SUM = 4;
    private static final int SUM_OF_SQUARES = 5;
    private static final int BUCKET_LIMIT = 6;
    private static final int BUCKET = 7;

    private final DoubleStream.Builder limits = DoubleStream.builder();
    private final DoubleStream.Builder counts = DoubleStream.builder();
    private double end = Double.NEGATIVE_INFINITY;

    private HistogramValue(List<Bin> bins) {
        for (Bin bin : bins) {
            if (bin.lower() > end) {
                add(bin.lower(), 0);
            }
            add(Math.min(bin.upper(), Double.MAX_VALUE), bin.count());
        }
    }

    private void add(double limit, long count) {
        limits.add(limit);
        counts.add(count);
        end = limit;
    }

    /** @param figures with at least one bin, and so with moments */
    static ProtoMessage of(Figures figures) {
        List<Bin> bins = bins(figures);
        HistogramValue buckets = new HistogramValue(bins);
        double number = bins.stream().mapToLong(Bin::count).sum();
        double mean = figures.get(Figure.MEAN).orElse(0);
        double deviation = figures.get(Figure.STANDARD_DEVIATION).orElse(0);
        return new ProtoMessage()
                .number(MIN, figures.get(Figure.MIN).orElse(bins.get(0).lower()))
                .number(
                        MAX,
                        figures.get(Figure.MAX).orElse(bins.get(bins.size() - 1).upper()))
                .number(NUM, number)
                .number(SUM, number * mean)
                .number(SUM_OF_SQUARES, number * (mean * mean + deviation * deviation))
                .numbers(BUCKET_LIMIT, buckets.limits.build().toArray())
                .numbers(BUCKET, buckets.counts.build().toArray());
    }

    /** Bins of equal width where the function's range has them, otherwise one for each factor of two. */
    static List<Bin> bins(Figures figures) {
        return figures.linearHistogram().isEmpty() ? figures.histogram() : figures.linearHistogram();
    }
}
