package dev.activations.jobs.log;

import dev.activations.functions.statistics.RowValues;
import dev.activations.jobs.model.InputException;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Values that a row has in a vector of Spark ML: all of them, or those that are not 0 with their indices. */
final class VectorColumn {

    private static final int TYPE = 0;
    private static final int SIZE = 1;
    private static final int INDICES = 2;
    private static final int VALUES = 3;
    private static final long SPARSE = 0;

    private VectorColumn() {}

    /** @param where where the row is, for a sentence that refuses it */
    static void read(PrimitiveRow vector, RowValues values, Supplier<String> where) {
        if (vector.getLong(TYPE) != SPARSE) {
            vector.into(VALUES, values);
            return;
        }
        if (vector.isNull(SIZE) || vector.isNull(INDICES) || vector.isNull(VALUES)) {
            throw new InputException(
                    "%s: a sparse row needs its width, its indices and its values".formatted(where.get()));
        }
        long size = vector.getLong(SIZE);
        requireNoNulls(vector, where);
        int[] indices = vector.ints(INDICES);
        double[] some = vector.doubles(VALUES);
        if (indices.length != some.length) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s: a sparse row has %,d indices for %,d values",
                    where.get(),
                    indices.length,
                    some.length));
        }
        requirePlaces(indices, size, where);
        values.setSparse(indices, some, Math.toIntExact(size));
        boolean[] nulls = vector.nullElements(VALUES);
        if (nulls.length > 0) {
            values.leaveOutNulls(atPlaces(indices, nulls, values.length()));
        }
    }

    private static boolean[] atPlaces(int[] indices, boolean[] flags, int size) {
        boolean[] all = new boolean[size];
        for (int i = 0; i < flags.length; i++) {
            all[indices[i]] = flags[i];
        }
        return all;
    }

    private static void requirePlaces(int[] indices, long size, Supplier<String> where) {
        int[] sorted = sorted(indices);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] < 0 || sorted[i] >= size) {
                throw new InputException(String.format(
                        Locale.ROOT, "%s: a sparse row of width %,d has the index %,d", where.get(), size, sorted[i]));
            }
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                throw new InputException(
                        String.format(Locale.ROOT, "%s: a sparse row has the index %,d twice", where.get(), sorted[i]));
            }
        }
    }

    private static int[] sorted(int[] indices) {
        for (int i = 1; i < indices.length; i++) {
            if (indices[i] <= indices[i - 1]) {
                int[] sorted = indices.clone();
                Arrays.sort(sorted);
                return sorted;
            }
        }
        return indices;
    }

    private static void requireNoNulls(PrimitiveRow vector, Supplier<String> where) {
        for (boolean isNull : vector.nullElements(INDICES)) {
            if (isNull) {
                throw new InputException("%s: a sparse row has NULL among its indices".formatted(where.get()));
            }
        }
    }
}
