package dev.activations.jobs.log;

import dev.activations.functions.statistics.RowValues;
import dev.activations.jobs.model.InputException;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
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
        boolean[] nulls = vector.nullElements(VALUES);
        // Written out in full: what is added up takes whole rows.
        double[] all = new double[Math.toIntExact(size)];
        boolean[] missing = new boolean[nulls.length == 0 ? 0 : all.length];
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= size) {
                throw new InputException(String.format(
                        Locale.ROOT, "%s: a sparse row of width %,d has the index %,d", where.get(), size, indices[i]));
            }
            all[indices[i]] = some[i];
            if (missing.length > 0) {
                missing[indices[i]] = nulls[i];
            }
        }
        values.set(all, 0, all.length);
        if (missing.length > 0) {
            values.leaveOutNulls(missing);
        }
    }

    private static void requireNoNulls(PrimitiveRow vector, Supplier<String> where) {
        for (boolean isNull : vector.nullElements(INDICES)) {
            if (isNull) {
                throw new InputException("%s: a sparse row has NULL among its indices".formatted(where.get()));
            }
        }
    }
}
