package dev.activations.functions.statistics;

import java.io.Serializable;

/**
 * One count per unit. Rows are counted in ints, many at once in the machine's vector registers, and moved into longs before
 * those could overflow.
 */
final class Tally implements Serializable {

    private static final long serialVersionUID = 1;

    private static final long[] NOTHING = {};

    private static final int[] NO_ROWS = {};

    private final int units;
    private final int mostRows;
    private int[] recent = NO_ROWS;
    private int rows;
    private long[] earlier = NOTHING;

    Tally(int units) {
        this(units, Integer.MAX_VALUE);
    }

    /** @param mostRows how many rows the ints hold */
    Tally(int units, int mostRows) {
        this.units = units;
        this.mostRows = mostRows;
    }

    /** Where one row is counted: the caller adds 0 or 1 to each. */
    int[] forRow() {
        if (recent.length == 0) {
            recent = new int[units];
        }
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

    /** Counts so many more for one unit. */
    void add(int unit, long count) {
        longs()[unit] += count;
    }

    /** @param first the place of the other's first unit among these */
    void merge(Tally other, int first) {
        long[] counts = longs();
        for (int u = 0; u < other.units; u++) {
            counts[first + u] += other.get(u);
        }
    }

    /** The counts; the array may be the tally's own. */
    long[] all() {
        if (recent.length > 0) {
            settle();
        }
        return longs();
    }

    /** Takes these counts for its own. */
    void take(long[] counts) {
        recent = NO_ROWS;
        rows = 0;
        earlier = counts;
    }

    /** About how much memory it takes. */
    static long bytes(int units) {
        return 48 + 12L * units;
    }

    private void settle() {
        long[] counts = longs();
        for (int u = 0; u < recent.length; u++) {
            counts[u] += recent[u];
            recent[u] = 0;
        }
        rows = 0;
    }

    private long[] longs() {
        if (earlier.length == 0) {
            earlier = new long[units];
        }
        return earlier;
    }

    long get(int unit) {
        return (recent.length == 0 ? 0 : recent[unit]) + (earlier.length == 0 ? 0 : earlier[unit]);
    }
}
