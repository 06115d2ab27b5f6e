package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The sparse rows that units have seen and whose zeros are not yet added to each unit: how many rows there were, and in how
 * many of them each unit had an element of its own. What a row costs is then its elements, not its zeros.
 */
final class SparseRows implements Serializable {

    private static final long serialVersionUID = 1;

    private final int[] elements;
    private int rows;
    private int[] fired = new int[64];
    private int firedCount;

    SparseRows(int units) {
        elements = new int[units];
    }

    /** Begins a row. */
    void begin() {
        rows++;
    }

    /** Whether another row would be too many to count. */
    boolean isFull() {
        return rows == Integer.MAX_VALUE;
    }

    int rows() {
        return rows;
    }

    /** Notes that the row has an element of the unit's; says in how many rows it has one by now. */
    int addElement(int unit) {
        return ++elements[unit];
    }

    /** In how many rows the unit was zero without an element. */
    int zeros(int unit) {
        return rows - elements[unit];
    }

    /** In how many rows the unit had an element. */
    int elements(int unit) {
        return elements[unit];
    }

    /** Forgets the rows: their zeros have been added. */
    void clear() {
        rows = 0;
        Arrays.fill(elements, 0);
    }

    /** Notes that the unit has fired in the current sample for the first time. */
    void noteFired(int unit) {
        if (firedCount == fired.length) {
            fired = Arrays.copyOf(fired, 2 * firedCount);
        }
        fired[firedCount++] = unit;
    }

    /** The units that fired in sparse rows of the current sample, up to {@link #firedCount}. */
    int[] fired() {
        return fired;
    }

    int firedCount() {
        return firedCount;
    }

    void endSample() {
        firedCount = 0;
    }
}
