package dev.activations.functions.statistics;

import dev.activations.functions.behaviour.Side;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * What the units of a layer did: per unit the samples in which it fired, its values in the tails, its extremes and
 * moments. Counts of samples and counts of values (positions, tokens) are kept apart: a sample fired if any of its values
 * did.
 *
 * <p>Most rows are plain: one finite value per unit, none left out. What such a row adds to every unit alike is counted
 * once, and the arrays hold the rest. So do the zeros of sparse rows, until they are asked for. A summary ({@link Detail}) has
 * no moments and extremes of units.
 */
public final class UnitStatistics implements UnitValues, Serializable {

    private static final long serialVersionUID = 1;

    private static final long[] NO_COUNTS = {};

    private final int units;
    private long plainRows;
    private long plainSamples;
    private final Tally fired;
    private final Tally firingValues;
    private Tally low;
    private Tally high;
    private OtherValues others;
    private SparseRows sparse;
    private boolean zeroIsLow;
    private boolean zeroIsHigh;
    private final UnitMoments moments;

    private boolean plainInSample;
    private boolean wholeInSample;
    private byte[] seenInSample = {};
    private int[] firingInSample = {};

    private transient Side thresholdsOf;
    private transient Thresholds thresholds;
    private transient Thresholds.OfKeys keyThresholds;

    /** What rows that are not plain add, per unit; most layers have none. */
    private static final class OtherValues implements Serializable {

        private static final long serialVersionUID = 1;

        private long[] samples;
        private long[] values;
        private long[] finite;
        private long[] nonFiniteInputs;
        private long[] nonFinite;

        OtherValues(int units) {
            samples = new long[units];
            values = new long[units];
            finite = new long[units];
            nonFiniteInputs = new long[units];
            nonFinite = new long[units];
        }

        void merge(OtherValues other, int first) {
            addTo(samples, other.samples, first);
            addTo(values, other.values, first);
            addTo(finite, other.finite, first);
            addTo(nonFiniteInputs, other.nonFiniteInputs, first);
            addTo(nonFinite, other.nonFinite, first);
        }
    }

    /** @param detail whether to keep the units' moments and extremes too */
    UnitStatistics(int units, Detail detail) {
        this.units = units;
        fired = new Tally(units);
        firingValues = new Tally(units);
        moments = detail == Detail.FULL ? new UnitMoments(units) : null;
    }

    /** What only adding needs; sums that were read and merged do not. */
    private void makeSample() {
        if (seenInSample.length < units) {
            seenInSample = new byte[units];
            firingInSample = new int[units];
        }
    }

    /**
     * Adds one row of the current sample.
     *
     * @param told what firing and tails are told from: inputs, or outputs
     * @param side the side of the activation that {@code told} is on; {@link Side#TELLS_NOTHING} where units neither fire nor
     *     level off
     * @param outputs the outputs, for extremes and moments; may be the same object
     */
    void add(UnitLayout layout, Side side, RowValues told, RowValues outputs) {
        addZeros();
        begin(side);
        wholeInSample = true;
        if (layout.width() != units || !told.isPlain() || !outputs.isPlain()) {
            addOther(layout, told, outputs, thresholds);
            return;
        }
        plainRows++;
        plainInSample = true;
        if (told.isPlainFloats()) {
            addFloats(told.keys(), keyThresholds);
        } else {
            addDoubles(told.values(), thresholds);
        }
        if (moments != null) {
            moments.add(outputs.values(), plainRows, others == null ? NO_COUNTS : others.finite);
        }
    }

    private void begin(Side side) {
        makeThresholds(side);
        makeSample();
        makeTails(thresholds);
    }

    private void makeThresholds(Side side) {
        if (side != thresholdsOf) {
            thresholdsOf = side;
            thresholds = Thresholds.of(side);
            keyThresholds = thresholds.ofKeys();
        }
    }

    /** Whether units do not fire at 0, so that sparse rows can be added by their elements alone. */
    boolean isSilentAtZero(Side side) {
        makeThresholds(side);
        return moments != null && !thresholds.fires(0);
    }

    /**
     * Adds one sparse row of the current sample, all finite, one value for each unit, from which firing and tails are told.
     *
     * @param side one that units are silent at 0 on
     */
    void addSparse(Side side, RowValues row) {
        begin(side);
        if (sparse == null) {
            sparse = new SparseRows(units);
        } else if (sparse.isFull()) {
            addZeros();
        }
        zeroIsLow = 0 <= thresholds.lowTail();
        zeroIsHigh = 0 >= thresholds.highTail();
        plainInSample = true;
        sparse.begin();
        for (int i = 0; i < row.some(); i++) {
            addElement(row.places()[i], row.values()[i]);
        }
    }

    private void addElement(int u, double value) {
        int elements = sparse.addElement(u);
        if (thresholds.fires(value)) {
            firingValues.increment(u);
            if (firingInSample[u]++ == 0) {
                sparse.noteFired(u);
            }
        }
        if (value <= thresholds.lowTail()) {
            low.increment(u);
        }
        if (value >= thresholds.highTail()) {
            high.increment(u);
        }
        moments.add(u, value, plainRows + (others == null ? 0 : others.finite[u]) + elements);
    }

    /** Adds the zeros of the sparse rows so far to each unit. */
    private void addZeros() {
        if (sparse == null || sparse.rows() == 0) {
            return;
        }
        for (int u = 0; u < units; u++) {
            int zeros = sparse.zeros(u);
            if (zeros > 0) {
                long before = plainRows + (others == null ? 0 : others.finite[u]) + sparse.elements(u);
                moments.addZeros(u, before, zeros);
                if (zeroIsLow) {
                    low.add(u, zeros);
                }
                if (zeroIsHigh) {
                    high.add(u, zeros);
                }
            }
        }
        plainRows += sparse.rows();
        sparse.clear();
    }

    private void addFloats(int[] keys, Thresholds.OfKeys thresholds) {
        int[] counts = firingValues.forRow();
        for (KeyLoop.Step step : thresholds.firing()) {
            step.run(keys, counts);
            step.run(keys, firingInSample);
        }
        if (low != null) {
            thresholds.lowTail().run(keys, low.forRow());
        }
        if (high != null) {
            thresholds.highTail().run(keys, high.forRow());
        }
    }

    private void addDoubles(double[] z, Thresholds thresholds) {
        int[] counts = firingValues.forRow();
        for (int u = 0; u < counts.length; u++) {
            int fires = thresholds.fires(z[u]) ? 1 : 0;
            counts[u] += fires;
            firingInSample[u] += fires;
        }
        if (low != null) {
            int[] inTail = low.forRow();
            for (int u = 0; u < inTail.length; u++) {
                inTail[u] += z[u] <= thresholds.lowTail() ? 1 : 0;
            }
        }
        if (high != null) {
            int[] inTail = high.forRow();
            for (int u = 0; u < inTail.length; u++) {
                inTail[u] += z[u] >= thresholds.highTail() ? 1 : 0;
            }
        }
    }

    /** Makes the counters of the tails that are looked for. */
    private void makeTails(Thresholds thresholds) {
        if (low == null && !Double.isNaN(thresholds.lowTail())) {
            low = new Tally(units);
        }
        if (high == null && !Double.isNaN(thresholds.highTail())) {
            high = new Tally(units);
        }
    }

    private void addOther(UnitLayout layout, RowValues told, RowValues outputs, Thresholds thresholds) {
        makeOthers();
        int i = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int u = 0; u < units; u++) {
                for (int k = 0; k < layout.inner(); k++, i++) {
                    if (!told.isLeftOut(i) && !outputs.isLeftOut(i)) {
                        addValue(u, told.values()[i], outputs.values()[i], thresholds);
                    }
                }
            }
        }
    }

    private void addValue(int u, double z, double a, Thresholds thresholds) {
        others.values[u]++;
        seenInSample[u] = 1;
        if (!Double.isFinite(z) || !Double.isFinite(a)) {
            others.nonFinite[u]++;
        }
        if (Double.isFinite(z)) {
            if (thresholds.fires(z)) {
                firingValues.increment(u);
                firingInSample[u]++;
            }
            if (z <= thresholds.lowTail()) {
                low.increment(u);
            }
            if (z >= thresholds.highTail()) {
                high.increment(u);
            }
        } else {
            others.nonFiniteInputs[u]++;
        }
        if (Double.isFinite(a)) {
            others.finite[u]++;
            if (moments != null) {
                moments.add(u, a, finite(u));
            }
        }
    }

    /** Ends the current sample: what its rows did becomes one observation per unit. */
    void endSample() {
        if (plainInSample) {
            plainSamples++;
        } else if (others != null) {
            addTo(others.samples, seenInSample);
        }
        if (wholeInSample || sparse == null) {
            countFired();
        } else {
            countFiredElements();
        }
        plainInSample = false;
        wholeInSample = false;
        if (sparse != null) {
            sparse.endSample();
        }
    }

    private void countFired() {
        makeSample();
        int[] counts = fired.forRow();
        for (int u = 0; u < counts.length; u++) {
            counts[u] += -firingInSample[u] >>> 31;
        }
        Arrays.fill(seenInSample, (byte) 0);
        Arrays.fill(firingInSample, 0);
    }

    /** In a sample of sparse rows alone no other unit can have fired. */
    private void countFiredElements() {
        for (int i = 0; i < sparse.firedCount(); i++) {
            int u = sparse.fired()[i];
            fired.increment(u);
            firingInSample[u] = 0;
        }
    }

    private static void addTo(long[] counts, byte[] flags) {
        for (int u = 0; u < counts.length; u++) {
            counts[u] += flags[u];
        }
    }

    /** Merges with a page of units of the same layer. */
    void merge(UnitStatistics page, int firstUnit) {
        addZeros();
        page.addZeros();
        for (int u = 0; u < page.units && moments != null; u++) {
            moments.merge(firstUnit + u, finite(firstUnit + u), page.moments, u, page.finite(u));
        }
        fired.merge(page.fired, firstUnit);
        firingValues.merge(page.firingValues, firstUnit);
        low = merged(low, page.low, firstUnit);
        high = merged(high, page.high, firstUnit);
        if (page.units == units) {
            plainRows += page.plainRows;
            plainSamples += page.plainSamples;
        } else {
            makeOthers();
            for (int u = firstUnit; u < firstUnit + page.units; u++) {
                others.samples[u] += page.plainSamples;
                others.values[u] += page.plainRows;
                others.finite[u] += page.plainRows;
            }
        }
        if (page.others != null) {
            makeOthers();
            others.merge(page.others, firstUnit);
        }
    }

    /** The sums of the units from {@code first} to before {@code end}; who reads has no others. */
    void columns(SumColumns columns, int first, int end) {
        addZeros();
        long[] samples = all(columns, "unit_samples", perUnit(this::samples, first, end));
        long[] values = all(columns, "unit_values", perUnit(this::values, first, end));
        boolean allFinite = others == null;
        long[] finite = all(columns, "unit_finite", allFinite ? NO_COUNTS : perUnit(this::finite, first, end));
        long[] nonFinite =
                all(columns, "unit_non_finite", allFinite ? NO_COUNTS : perUnit(this::nonFinite, first, end));
        long[] told = all(columns, "unit_tail_values", allFinite ? NO_COUNTS : perUnit(this::tailValues, first, end));
        long[] firings = fired.all();
        long[] firingCounts = firingValues.all();
        boolean same = Arrays.equals(firings, first, end, firingCounts, first, end);
        firings = columns.counts("unit_fired", firings, first, end);
        firingCounts = columns.counts("unit_firing_values", same ? NO_COUNTS : firingCounts, first, end);
        long[] lows = columns.counts("unit_low", low == null ? NO_COUNTS : low.all(), first, end);
        long[] highs = columns.counts("unit_high", high == null ? NO_COUNTS : high.all(), first, end);
        moments.columns(columns, first, end);
        if (firings != fired.all()) {
            take(samples, values, finite, nonFinite, told);
            fired.take(firings);
            firingValues.take(firingCounts.length == 0 ? firings.clone() : firingCounts);
            low = tally(lows);
            high = tally(highs);
        }
    }

    private static long[] all(SumColumns columns, String name, long[] page) {
        return columns.counts(name, page, 0, page.length);
    }

    private static long[] perUnit(IntToLongFunction count, int first, int end) {
        long[] counts = new long[end - first];
        Arrays.setAll(counts, u -> count.applyAsLong(first + u));
        return counts;
    }

    private Tally tally(long[] counts) {
        if (counts.length == 0) {
            return null;
        }
        Tally tally = new Tally(units);
        tally.take(counts);
        return tally;
    }

    private void take(long[] samples, long[] values, long[] finite, long[] nonFinite, long[] told) {
        if (finite.length == 0 && allEqual(samples) && allEqual(values)) {
            plainSamples = units == 0 ? 0 : samples[0];
            plainRows = units == 0 ? 0 : values[0];
            return;
        }
        makeOthers();
        others.samples = samples;
        others.values = values;
        others.finite = finite.length == 0 ? values.clone() : finite;
        others.nonFinite = nonFinite.length == 0 ? others.nonFinite : nonFinite;
        for (int u = 0; u < told.length; u++) {
            others.nonFiniteInputs[u] = values[u] - told[u];
        }
    }

    private static boolean allEqual(long[] counts) {
        for (long count : counts) {
            if (count != counts[0]) {
                return false;
            }
        }
        return true;
    }

    /** About how much memory so many units take. */
    static long bytes(int units, Detail detail) {
        return 3 * Tally.bytes(units) + (detail == Detail.FULL ? 40L : 0) * units + 9L * units + 500;
    }

    private void makeOthers() {
        if (others == null) {
            others = new OtherValues(units);
        }
    }

    /** The sum of counts of which either side may have none; changes the first. */
    private Tally merged(Tally counts, Tally more, int firstUnit) {
        if (more == null) {
            return counts;
        }
        Tally sum = counts == null ? new Tally(units) : counts;
        sum.merge(more, firstUnit);
        return sum;
    }

    private static void addTo(long[] counts, long[] others, int first) {
        for (int u = 0; u < others.length; u++) {
            counts[first + u] += others[u];
        }
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public long samples(int unit) {
        return plainSamples + (others == null ? 0 : others.samples[unit]);
    }

    /** Samples in which the unit fired. */
    public long fired(int unit) {
        return fired.get(unit);
    }

    @Override
    public long values(int unit) {
        addZeros();
        return plainRows + (others == null ? 0 : others.values[unit]);
    }

    /** Values, of all samples and positions, that fired; NaN and ±Infinity never do. */
    public long firingValues(int unit) {
        return firingValues.get(unit);
    }

    /** Finite values that low and high tail were looked for in. */
    public long tailValues(int unit) {
        return values(unit) - (others == null ? 0 : others.nonFiniteInputs[unit]);
    }

    /** Values in the low tail. */
    public long low(int unit) {
        addZeros();
        return low == null ? 0 : low.get(unit);
    }

    /** Values in the high tail. */
    public long high(int unit) {
        addZeros();
        return high == null ? 0 : high.get(unit);
    }

    /** Values whose input or output is NaN or infinite. */
    public long nonFinite(int unit) {
        return others == null ? 0 : others.nonFinite[unit];
    }

    @Override
    public long finite(int unit) {
        addZeros();
        return plainRows + (others == null ? 0 : others.finite[unit]);
    }

    @Override
    public double min(int unit) {
        addZeros();
        return moments.min(unit);
    }

    @Override
    public double max(int unit) {
        addZeros();
        return moments.max(unit);
    }

    @Override
    public double mean(int unit) {
        addZeros();
        return finite(unit) == 0 ? Double.NaN : moments.mean(unit);
    }

    @Override
    public double standardDeviation(int unit) {
        addZeros();
        return Math.sqrt(moments.squares(unit) / finite(unit));
    }

    @Override
    public double sumOfSquares(int unit) {
        addZeros();
        return finite(unit) == 0 ? 0 : moments.squares(unit) + finite(unit) * moments.mean(unit) * moments.mean(unit);
    }

    /** Whether the unit has values, and all of them, finite each, lie in the low tail. */
    public boolean isAllLow(int unit) {
        return isAll(low(unit), unit);
    }

    /** Whether the unit has values, and all of them, finite each, lie in the high tail. */
    public boolean isAllHigh(int unit) {
        return isAll(high(unit), unit);
    }

    private boolean isAll(long inTail, int unit) {
        return inTail > 0 && inTail == values(unit) && nonFinite(unit) == 0;
    }
}
