package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.UnitStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Follows the units of a layer over its steps, from the last step back to the first, in a few bytes for each unit, however
 * many steps there are.
 */
public final class UnitsOverTime {

    private static final int NEVER = -1;
    private static final UnitVerdict[] NO_UNITS = {};

    /** From the last to the first; places in it stand for steps below. */
    private final List<Long> steps = new ArrayList<>();

    private UnitVerdict[] last = NO_UNITS;
    private UnitVerdict[] now = NO_UNITS;
    private int[] silentSince = {};
    private boolean[] silenceEnded = {};
    private int[] nextFiring = {};
    private int[] lastFiring = {};
    private int[] revivedAt = {};

    /**
     * Adds a step that lies before those added already.
     *
     * @param verdicts one per unit
     * @return how many units are dead both at this step and at the one that was added before it
     */
    long add(long step, UnitStatistics units, UnitVerdict[] verdicts) {
        if (steps.isEmpty()) {
            begin(verdicts);
        }
        int place = steps.size();
        steps.add(step);
        long deadAtBoth = 0;
        for (int u = 0; u < verdicts.length; u++) {
            boolean finite = verdicts[u] != UnitVerdict.NON_FINITE;
            boolean fired = units.fired(u) > 0;
            deadAtBoth += place > 0 && verdicts[u] == UnitVerdict.DEAD && now[u] == UnitVerdict.DEAD ? 1 : 0;
            followSilence(u, place, !fired && finite);
            if (verdicts[u] == UnitVerdict.DEAD) {
                revivedAt[u] = revivedAt[u] == NEVER ? nextFiring[u] : revivedAt[u];
            } else if (fired && finite) {
                nextFiring[u] = place;
            }
            lastFiring[u] = fired && lastFiring[u] == NEVER ? place : lastFiring[u];
        }
        now = verdicts;
        return deadAtBoth;
    }

    private void begin(UnitVerdict[] verdicts) {
        last = verdicts;
        silentSince = never(verdicts.length);
        nextFiring = never(verdicts.length);
        lastFiring = never(verdicts.length);
        revivedAt = never(verdicts.length);
        silenceEnded = new boolean[verdicts.length];
    }

    private static int[] never(int units) {
        int[] places = new int[units];
        Arrays.fill(places, NEVER);
        return places;
    }

    private void followSilence(int u, int place, boolean silent) {
        if (silent && !silenceEnded[u]) {
            silentSince[u] = place;
        }
        silenceEnded[u] |= !silent;
    }

    /** How many units the steps have; 0 where their verdicts are none. */
    public int units() {
        return last.length;
    }

    /** The first step of the silence that lasts to the end of the log; empty if the unit fired at the last step. */
    public OptionalLong silentSince(int unit) {
        return step(silentSince[unit]);
    }

    /** The same, if the unit is dead at the last step. */
    public OptionalLong diedAt(int unit) {
        return last[unit] == UnitVerdict.DEAD ? silentSince(unit) : OptionalLong.empty();
    }

    /** The last step at which the unit fired again after having been dead. */
    public OptionalLong revivedAt(int unit) {
        return step(revivedAt[unit]);
    }

    /** The last step at which the unit fired in any sample. */
    public OptionalLong lastFiredAt(int unit) {
        return step(lastFiring[unit]);
    }

    private OptionalLong step(int place) {
        return place == NEVER ? OptionalLong.empty() : OptionalLong.of(steps.get(place));
    }

    /** How many of the units dead at the last step died at which step. */
    SortedMap<Long, Integer> diedAtStep() {
        SortedMap<Long, Integer> died = new TreeMap<>();
        for (int u = 0; u < last.length; u++) {
            diedAt(u).ifPresent(step -> died.merge(step, 1, Integer::sum));
        }
        return died;
    }

    /** Units that fired again after having been dead. */
    int revivedUnits() {
        return (int) Arrays.stream(revivedAt).filter(place -> place != NEVER).count();
    }

    /** Units that have the verdict both at the first step and at the last. */
    int atFirstAndLast(UnitVerdict verdict) {
        int units = 0;
        for (int u = 0; u < last.length; u++) {
            units += last[u] == verdict && now[u] == verdict ? 1 : 0;
        }
        return units;
    }
}
