package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.UnitStatistics;

/** How many different samples have a value of a unit: what every bound rests on. */
@FunctionalInterface
public interface UnitSamples {

    long of(int unit);

    /**
     * Those of one step.
     *
     * @param distinct how many different samples the rows are of: the same one, there again, proves nothing more
     */
    static UnitSamples atStep(UnitStatistics units, long distinct) {
        return unit -> Math.min(units.samples(unit), distinct);
    }
}
