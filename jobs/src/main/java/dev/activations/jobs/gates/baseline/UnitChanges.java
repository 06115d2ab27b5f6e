package dev.activations.jobs.gates.baseline;

import java.util.BitSet;
import java.util.OptionalDouble;

/**
 * What became of a layer's units since an earlier diagnosis. All numbers are of the units that are decided both then and now.
 *
 * @param deadBefore units that were dead then
 * @param died units that were not dead then, and are dead now
 * @param revived units that were dead then, and are not dead now
 * @param undecided units that are left out, because the samples of either side do not tell whether they are dead
 */
public record UnitChanges(int deadBefore, int died, int revived, int undecided) {

    static UnitChanges of(UnitSets before, UnitSets now) {
        BitSet undecided = union(before.undecided(), now.undecided());
        BitSet deadBefore = difference(before.dead(), undecided);
        BitSet deadNow = difference(now.dead(), undecided);
        return new UnitChanges(
                deadBefore.cardinality(),
                difference(deadNow, deadBefore).cardinality(),
                difference(deadBefore, deadNow).cardinality(),
                undecided.cardinality());
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet all = (BitSet) one.clone();
        all.or(other);
        return all;
    }

    private static BitSet difference(BitSet one, BitSet without) {
        BitSet left = (BitSet) one.clone();
        left.andNot(without);
        return left;
    }

    /** Units that are dead now. */
    public int deadNow() {
        return deadBefore - revived + died;
    }

    /**
     * How much the two sets of dead units have in common: the units that are dead both times / those that are dead at either
     * time, from 0 to 1; empty where no unit is dead at either time.
     */
    public OptionalDouble jaccard() {
        int either = deadBefore + died;
        return either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (deadBefore - revived) / either);
    }
}
