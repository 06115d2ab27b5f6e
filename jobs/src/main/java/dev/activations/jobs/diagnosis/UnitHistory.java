package dev.activations.jobs.diagnosis;

import java.util.List;
import java.util.OptionalLong;

/**
 * One unit over the steps of a log.
 *
 * @param silentSince the first step of the silence that lasts to the end of the log; empty if the unit fired at the last step
 * @param diedAt the same, if the unit is dead at the last step
 * @param revivedAt the last step at which it fired again after having been dead
 */
public record UnitHistory(OptionalLong silentSince, OptionalLong diedAt, OptionalLong revivedAt) {

    /** @param steps ascending, at least one */
    public static UnitHistory of(List<StepDiagnosis> steps, int unit) {
        OptionalLong silentSince = OptionalLong.empty();
        OptionalLong revivedAt = OptionalLong.empty();
        boolean wasDead = false;
        for (StepDiagnosis step : steps) {
            if (!step.isSilent(unit)) {
                silentSince = OptionalLong.empty();
            } else if (silentSince.isEmpty()) {
                silentSince = OptionalLong.of(step.step());
            }
            UnitVerdict verdict = step.verdicts()[unit];
            if (verdict == UnitVerdict.DEAD) {
                wasDead = true;
            } else if (wasDead && step.firedUnits()[unit] && verdict != UnitVerdict.NON_FINITE) {
                revivedAt = OptionalLong.of(step.step());
                wasDead = false;
            }
        }
        boolean dead = steps.get(steps.size() - 1).verdicts()[unit] == UnitVerdict.DEAD;
        return new UnitHistory(silentSince, dead ? silentSince : OptionalLong.empty(), revivedAt);
    }
}
