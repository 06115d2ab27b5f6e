package dev.activations.functions.definition;

/** Memory for a row, one per thread, so that rows are computed without an allocation each; longer rows have their own. */
final class RowScratch {

    /** What a thread keeps: 256 or 512 KiB. */
    private static final int LONGEST_KEPT = 1 << 16;

    private static final ThreadLocal<RowScratch> OF_THREAD = ThreadLocal.withInitial(RowScratch::new);

    private float[] floats = {};
    private double[] doubles = {};

    private RowScratch() {}

    /** At least this many floats, of any values, till the next call in this thread. */
    static float[] floats(int length) {
        RowScratch kept = OF_THREAD.get();
        if (kept.floats.length >= length) {
            return kept.floats;
        }
        float[] row = new float[length];
        kept.floats = length <= LONGEST_KEPT ? row : kept.floats;
        return row;
    }

    /** At least this many doubles, of any values, till the next call in this thread. */
    static double[] doubles(int length) {
        RowScratch kept = OF_THREAD.get();
        if (kept.doubles.length >= length) {
            return kept.doubles;
        }
        double[] row = new double[length];
        kept.doubles = length <= LONGEST_KEPT ? row : kept.doubles;
        return row;
    }
}
