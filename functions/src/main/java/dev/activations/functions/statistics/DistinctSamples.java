package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which different samples the rows of a layer are of, one unit per value. Rows of one sample may come in any order and
 * place; a sample counts for a unit if any of its rows has a value there that is not left out.
 */
public final class DistinctSamples implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashSet<Long> whole = new HashSet<>();

    /** The units that the other samples have a value of. */
    private final HashMap<Long, BitSet> partial = new HashMap<>();

    /** Adds a row of a sample. */
    public void add(long sample, RowValues row) {
        if (row.leavesOut()) {
            addPartial(sample, units(row));
        } else {
            addWhole(sample);
        }
    }

    private static BitSet units(RowValues row) {
        BitSet units = new BitSet(row.length());
        for (int i = 0; i < row.length(); i++) {
            units.set(i, !row.isLeftOut(i));
        }
        return units;
    }

    private void addWhole(long sample) {
        if (whole.add(sample)) {
            partial.remove(sample);
        }
    }

    private void addPartial(long sample, BitSet units) {
        if (!units.isEmpty() && !whole.contains(sample)) {
            partial.computeIfAbsent(sample, s -> new BitSet()).or(units);
        }
    }

    /** Adds what another has seen. */
    public void merge(DistinctSamples other) {
        Set<Long> theirs = other.whole;
        theirs.forEach(this::addWhole);
        for (Map.Entry<Long, BitSet> sample : other.partial.entrySet()) {
            addPartial(sample.getKey(), sample.getValue());
        }
    }

    /** Different samples with any value. */
    public long count() {
        return (long) whole.size() + partial.size();
    }

    /** Different samples with a value of the unit. */
    public long count(int unit) {
        return whole.size()
                + partial.values().stream().filter(units -> units.get(unit)).count();
    }
}
