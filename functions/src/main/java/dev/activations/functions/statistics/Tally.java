package dev.activations.functions.statistics;

import java.io.Serializable;

/**
 * One count per unit. Rows are counted in ints, many at once in the machine's vector registers, and moved into longs before
 * those could overflow.
 */
final class Tally implements Serializable {

    private static final long serialVersionUID = 1;

    private static final long[] NOTHING = {};

    private final int[] recent;
    private final int mostRows;
    private int rows;
    private long[] earlier = NOTHING;

    Tally(int units) {
        this(units, Integer.MAX_VALUE);
    }

    /** @param mostRows how many rows the ints hold */
    Tally(int units, int mostRows) {
        recent = new int[units];
        this.mostRows = mostRows;
    }

    /** Where one row is counted: the caller adds 0 or 1 to each. */
    int[] forRow() {
        if (rows == mostRows) {
            settle();
        }
        rows++;
        return recent;
    }

    /** Counts one more for one unit. */
    void increment(int unit) {
        longs()[unit]++;
    }

    void merge(Tally other) {
        long[] counts = longs();
        for (int u = 0; u < counts.length; u++) {
            counts[u] += other.get(u);
        }
    }

    private void settle() {
        long[] counts = longs();
        for (int u = 0; u < counts.length; u++) {
            counts[u] += recent[u];
            recent[u] = 0;
        }
        rows = 0;
    }

    private long[] longs() {
        if (earlier.length == 0) {
            earlier = new long[recent.length];
        }
        return earlier;
    }

    long get(int unit) {
        return recent[unit] + (earlier.length == 0 ? 0 : earlier[unit]);
    }
}
