package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Counts of different samples, beside sets of them per unit. */
class DistinctSamplesTest {

    private static final int UNITS = 3;

    @Property(tries = 200)
    void countsAreThoseOfSetsInWhateverPiecesTheRowsCome(@ForAll long seed) {
        Random random = new Random(seed);
        List<DistinctSamples> pieces =
                IntStream.range(0, 3).mapToObj(i -> new DistinctSamples()).toList();
        Set<Long> any = new HashSet<>();
        List<Set<Long>> ofUnit = IntStream.range(0, UNITS)
                .<Set<Long>>mapToObj(u -> new HashSet<>())
                .toList();
        for (int row = 0; row < 30; row++) {
            long sample = random.nextLong(8);
            boolean[] isNull = new boolean[UNITS];
            boolean plain = random.nextInt(4) == 0;
            for (int u = 0; u < UNITS; u++) {
                isNull[u] = !plain && random.nextBoolean();
                if (!isNull[u]) {
                    any.add(sample);
                    ofUnit.get(u).add(sample);
                }
            }
            pieces.get(random.nextInt(3)).add(sample, row(isNull));
        }
        pieces.get(1).merge(pieces.get(2));
        pieces.get(0).merge(pieces.get(1));

        assertThat(pieces.get(0).count()).isEqualTo(any.size());
        for (int u = 0; u < UNITS; u++) {
            assertThat(pieces.get(0).count(u)).isEqualTo(ofUnit.get(u).size());
        }
    }

    private static RowValues row(boolean[] isNull) {
        RowValues row = new RowValues();
        row.set(new float[UNITS], 0, UNITS);
        row.leaveOutNulls(isNull);
        return row;
    }
}
