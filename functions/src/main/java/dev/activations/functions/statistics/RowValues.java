package dev.activations.functions.statistics;

import dev.activations.functions.definition.Elementwise;
import java.util.Arrays;
import java.util.Objects;

/**
 * The numbers of one column in one row of a log, widened to double, with the elements to leave out. One object serves
 * many rows, so that reading a row allocates nothing.
 */
public final class RowValues {

    private double[] values = {};
    private boolean[] left = {};
    private int length;
    private int missing;
    private int masked;
    private boolean present;

    /** Makes this the values of a row that has none. */
    public void clear() {
        start(0);
        present = false;
    }

    /** Whether the row has values, be it an empty array. */
    public boolean isPresent() {
        return present;
    }

    /** Takes {@code source[offset .. offset + length)}, none of it left out. */
    public void set(float[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        start(length);
        for (int i = 0; i < length; i++) {
            values[i] = source[offset + i];
        }
    }

    /** Takes {@code source[offset .. offset + length)}, none of it left out. */
    public void set(double[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        start(length);
        System.arraycopy(source, offset, values, 0, length);
    }

    /** Takes what the function gives for the inputs, leaving out the same elements. */
    void set(RowValues inputs, Elementwise function) {
        start(inputs.length);
        function.values(inputs.values, 0, values, 0, length);
        copyLeftOut(inputs);
    }

    private void copyLeftOut(RowValues other) {
        missing = other.missing;
        masked = other.masked;
        if (other.leavesOut()) {
            ensureFlags();
            System.arraycopy(other.left, 0, left, 0, length);
        }
    }

    /** Leaves out the elements that are NULL in the log. */
    public void leaveOutNulls(boolean[] isNull) {
        missing += leaveOut(isNull);
    }

    /** Leaves out the elements that the log masks (padding). */
    public void leaveOutMasked(boolean[] isMasked) {
        masked += leaveOut(isMasked);
    }

    private int leaveOut(boolean[] which) {
        ensureFlags();
        int newly = 0;
        for (int i = 0; i < length; i++) {
            if (which[i] && !left[i]) {
                left[i] = true;
                newly++;
            }
        }
        return newly;
    }

    private void start(int newLength) {
        if (values.length < newLength) {
            values = new double[newLength];
        }
        if (leavesOut()) {
            Arrays.fill(left, false);
        }
        length = newLength;
        present = true;
        missing = 0;
        masked = 0;
    }

    private void ensureFlags() {
        if (left.length < length) {
            left = Arrays.copyOf(left, length);
        }
    }

    public int length() {
        return length;
    }

    int missing() {
        return missing;
    }

    int masked() {
        return masked;
    }

    /** The numbers; valid up to {@link #length}, and where {@link #isLeftOut} denies it, meaningless. */
    double[] values() {
        return values;
    }

    boolean leavesOut() {
        return missing + masked > 0;
    }

    /** Leaves out every element: the log masks the whole row. */
    public void leaveOutAll() {
        boolean[] all = new boolean[length];
        Arrays.fill(all, true);
        leaveOutMasked(all);
    }

    boolean isLeftOut(int i) {
        return left[i];
    }

    /** Copies the finite numbers that are not left out into the target, which must be long enough; returns how many. */
    int copyFinite(double[] target) {
        int count = 0;
        boolean some = leavesOut();
        for (int i = 0; i < length; i++) {
            if (Double.isFinite(values[i]) && !(some && left[i])) {
                target[count++] = values[i];
            }
        }
        return count;
    }
}
