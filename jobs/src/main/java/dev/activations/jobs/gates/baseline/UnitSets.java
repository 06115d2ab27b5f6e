package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.diagnosis.UnitVerdicts;
import java.util.BitSet;

/**
 * Which units of a layer are dead, in a bit each. Units of which the samples do not tell are in a set of their own: those with
 * too few samples, and those with values that are not finite.
 *
 * @param dead the dead ones
 * @param undecided those that are neither dead nor known not to be
 */
public record UnitSets(BitSet dead, BitSet undecided) {

    static UnitSets of(UnitVerdicts verdicts) {
        UnitSets sets = new UnitSets(new BitSet(verdicts.size()), new BitSet(verdicts.size()));
        for (int unit = 0; unit < verdicts.size(); unit++) {
            if (verdicts.of(unit) == UnitVerdict.DEAD) {
                sets.dead.set(unit);
            } else if (isUndecided(verdicts.of(unit))) {
                sets.undecided.set(unit);
            }
        }
        return sets;
    }

    /** Whether a unit of this verdict may be dead or not. */
    public static boolean isUndecided(UnitVerdict verdict) {
        return verdict == UnitVerdict.INSUFFICIENT_DATA || verdict == UnitVerdict.NON_FINITE;
    }
}
