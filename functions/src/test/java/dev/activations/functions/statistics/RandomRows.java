package dev.activations.functions.statistics;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Random rows of a layer, with special numbers, NULLs and masked elements, and their statistics. */
final class RandomRows {

    private static final double[] SPECIAL = {
        0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Math.nextDown((double) Float.MIN_NORMAL),
        Double.MIN_VALUE,
        1,
        -1,
        6,
        Float.MAX_VALUE,
        -Float.MAX_VALUE
    };

    private RandomRows() {}

    /** One row: inputs, outputs or both (the other empty), and which elements of either are NULL or masked. */
    record Row(Optional<double[]> pre, Optional<double[]> post, boolean[] isNull, boolean[] isMasked) {

        void addTo(LayerStatistics statistics) {
            statistics.add(values(pre), values(post));
        }

        private RowValues values(Optional<double[]> numbers) {
            RowValues values = new RowValues();
            numbers.ifPresent(present -> {
                values.set(present, 0, present.length);
                values.leaveOutNulls(isNull);
                values.leaveOutMasked(isMasked);
            });
            return values;
        }

        boolean isLeftOut(int i) {
            return isNull[i] || isMasked[i];
        }
    }

    /** Rows of ordinary size with about one special number in {@code 1 / specialShare}, and some left out. */
    static List<List<Row>> samples(Random random, int width, boolean withPre, boolean withPost, double specialShare) {
        List<List<Row>> samples = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int s = 0; s < count; s++) {
            samples.add(IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(r -> row(random, width, withPre, withPost, specialShare))
                    .toList());
        }
        return samples;
    }

    private static Row row(Random random, int width, boolean withPre, boolean withPost, double specialShare) {
        boolean someLeftOut = random.nextInt(3) == 0;
        IntPredicate sometimes = i -> someLeftOut && random.nextInt(4) == 0;
        return new Row(
                Optional.of(numbers(random, width, specialShare)).filter(v -> withPre),
                Optional.of(numbers(random, width, specialShare)).filter(v -> withPost),
                flags(width, sometimes),
                flags(width, sometimes));
    }

    static double[] numbers(Random random, int count, double specialShare) {
        return random.doubles(count)
                .map(u -> u < specialShare
                        ? SPECIAL[random.nextInt(SPECIAL.length)]
                        : random.nextGaussian() * Math.pow(10, random.nextInt(5) - 2))
                .toArray();
    }

    private static boolean[] flags(int width, IntPredicate which) {
        boolean[] flags = new boolean[width];
        for (int i = 0; i < width; i++) {
            flags[i] = which.test(i);
        }
        return flags;
    }

    static Optional<Activation> activation(String name) {
        return Optional.of(Catalogue.named(name));
    }

    static LayerStatistics statistics(String activation, UnitLayout layout, List<List<Row>> samples) {
        LayerStatistics statistics = new LayerStatistics(activation(activation), layout, 0);
        for (List<Row> sample : samples) {
            sample.forEach(row -> row.addTo(statistics));
            statistics.endSample();
        }
        return statistics;
    }
}
