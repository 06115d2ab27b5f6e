package dev.activations.functions.statistics;

/**
 * The sums of a layer at a step as named columns, which accumulators go through one after the other, always in the same
 * order: what is written to a table of statistics and read from it. Who writes notes each value and gives it back; who
 * reads gives the column's value instead.
 */
public interface SumColumns {

    long count(String name, long value);

    double number(String name, double value);

    /** @param values empty where there are none, which a table shows as NULL */
    long[] counts(String name, long[] values);

    /** @param values empty where there are none, which a table shows as NULL */
    double[] numbers(String name, double[] values);

    /**
     * The counts of a page of units: who writes notes {@code all[first .. end)}, or nothing where there are none, and gives
     * {@code all} back.
     */
    long[] counts(String name, long[] all, int first, int end);

    /** The numbers of a page of units, as their counts. */
    double[] numbers(String name, double[] all, int first, int end);
}
