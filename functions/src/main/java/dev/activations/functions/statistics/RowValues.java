package dev.activations.functions.statistics;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
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

    private int[] keys = {};
    private boolean ofFloats;
    private double differences;

    private boolean sparse;
    private int some;
    private int[] places = {};

    private boolean surveyed;
    private int finite;
    private double[] compressed = {};
    private boolean ranged;
    private double min;
    private double max;

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
        if (keys.length < length) {
            keys = new int[length];
        }
        ofFloats = true;
        differences = widen(source, offset, values, length);
        FloatKeys.of(source, offset, keys, length);
    }

    /** Widens the floats, and adds up their differences from the first as {@link Moments#mean} does. */
    private static double widen(float[] source, int offset, double[] wide, int length) {
        double first = length == 0 ? 0 : source[offset];
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            double p = source[offset + i];
            double q = source[offset + i + 1];
            double r = source[offset + i + 2];
            double s = source[offset + i + 3];
            wide[i] = p;
            wide[i + 1] = q;
            wide[i + 2] = r;
            wide[i + 3] = s;
            a += p - first;
            b += q - first;
            c += r - first;
            d += s - first;
        }
        for (; i < length; i++) {
            wide[i] = source[offset + i];
            a += wide[i] - first;
        }
        return (a + b) + (c + d);
    }

    /** Takes {@code source[offset .. offset + length)}, none of it left out. */
    public void set(double[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        start(length);
        System.arraycopy(source, offset, values, 0, length);
    }

    /**
     * Takes a row of zeros but for some elements: {@code source[i]} stands at {@code places[i]}. None is left out.
     *
     * @param places different places within the row
     */
    public void setSparse(int[] places, double[] source, int length) {
        if (places.length != source.length) {
            throw new IllegalArgumentException("%d places for %d values".formatted(places.length, source.length));
        }
        start(source.length);
        System.arraycopy(source, 0, values, 0, source.length);
        this.places = places;
        some = source.length;
        sparse = true;
        this.length = length;
    }

    /** Whether the row is zeros but for {@link #some} elements, and only these are held. */
    boolean isSparse() {
        return sparse;
    }

    /** How many elements a sparse row holds: the first of {@link #values}, at {@link #places}. */
    int some() {
        return some;
    }

    /** Where the elements of a sparse row stand. */
    int[] places() {
        return places;
    }

    /** Makes a sparse row one that holds all its zeros. */
    void writeOut() {
        if (sparse) {
            double[] held = Arrays.copyOf(values, some);
            start(length);
            Arrays.fill(values, 0, length, 0);
            for (int i = 0; i < held.length; i++) {
                values[places[i]] = held[i];
            }
        }
    }

    /** Takes what the function gives for the inputs, leaving out the same elements. */
    void set(RowValues inputs, Elementwise function) {
        start(inputs.length);
        function.values(inputs.values, 0, values, 0, length);
        copyLeftOut(inputs);
    }

    /**
     * Takes what the function gives for the inputs, each row of {@code classes} of them by itself. Elements that are left
     * out take no part, and stay left out.
     */
    void set(RowValues inputs, Rowwise function, int classes) {
        start(inputs.length);
        copyLeftOut(inputs);
        if (!leavesOut()) {
            function.rows(inputs.values, 0, values, 0, classes, length / classes);
            return;
        }
        double[] some = new double[classes];
        for (int row = 0; row < length; row += classes) {
            int count = 0;
            for (int i = row; i < row + classes; i++) {
                if (!left[i]) {
                    some[count++] = inputs.values[i];
                }
            }
            function.values(some, 0, some, 0, count);
            count = 0;
            for (int i = row; i < row + classes; i++) {
                values[i] = left[i] ? 0 : some[count++];
            }
        }
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

    /** Leaves out the elements that another column of the row leaves out: as missing, for a mask holds for all columns. */
    void leaveOutWhere(RowValues other) {
        if (other.leavesOut()) {
            missing += leaveOut(other.left);
        }
    }

    private int leaveOut(boolean[] which) {
        writeOut();
        surveyed = false;
        ranged = false;
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
        sparse = false;
        present = true;
        ofFloats = false;
        surveyed = false;
        ranged = false;
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

    /** The numbers; valid up to {@link #length}. Entries for which {@link #isLeftOut} is true are meaningless. */
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
        return leavesOut() && left[i];
    }

    /** Whether every number is finite and none is left out. */
    boolean isPlain() {
        return finite() == length;
    }

    /** Whether the row is plain and came in floats, so that it has {@link #keys}. */
    boolean isPlainFloats() {
        return ofFloats && isPlain();
    }

    /** The numbers of a row of plain floats as {@link FloatKeys}, valid up to {@link #length}. */
    int[] keys() {
        return keys;
    }

    /** How many numbers are finite and not left out. */
    int finite() {
        survey();
        return finite;
    }

    /** The finite numbers that are not left out, up to {@link #finite}; for reading only. */
    double[] finiteValues() {
        return isPlain() ? values : compressed;
    }

    /** The mean of the finite numbers; there must be one. */
    double mean() {
        return isPlainFloats() ? values[0] + differences / length : Moments.mean(finiteValues(), finite);
    }

    /** The smallest finite number; +Infinity of none. */
    double min() {
        findExtremes();
        return min;
    }

    /** The largest finite number; −Infinity of none. */
    double max() {
        findExtremes();
        return max;
    }

    private void survey() {
        if (!surveyed) {
            surveyed = true;
            finite = leavesOut() ? 0 : countFinite();
            if (finite < length) {
                finite = compress();
            }
        }
    }

    /** A sum of differences between finite floats cannot overflow, and any other float makes it infinite or NaN. */
    private int countFinite() {
        if (ofFloats && Double.isFinite(differences)) {
            return length;
        }
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += Math.abs(values[i]) <= Double.MAX_VALUE ? 1 : 0;
        }
        return count;
    }

    private int compress() {
        if (compressed.length < length) {
            compressed = new double[length];
        }
        boolean some = leavesOut();
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (Double.isFinite(values[i]) && !(some && left[i])) {
                compressed[count++] = values[i];
            }
        }
        return count;
    }

    private void findExtremes() {
        if (ranged) {
            return;
        }
        ranged = true;
        double[] numbers = finiteValues();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < finite; i++) {
            smallest = numbers[i] < smallest ? numbers[i] : smallest;
            largest = numbers[i] > largest ? numbers[i] : largest;
        }
        min = smallest;
        max = largest;
    }
}
