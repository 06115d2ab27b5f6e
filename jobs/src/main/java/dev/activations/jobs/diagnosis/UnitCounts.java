package dev.activations.jobs.diagnosis;

/** How many units of a layer have which verdict. */
record UnitCounts(long[] byVerdict) {

    static UnitCounts of(UnitVerdict[] verdicts) {
        long[] byVerdict = new long[UnitVerdict.values().length];
        for (UnitVerdict verdict : verdicts) {
            byVerdict[verdict.ordinal()]++;
        }
        return new UnitCounts(byVerdict);
    }

    long of(UnitVerdict verdict) {
        return byVerdict[verdict.ordinal()];
    }

    /** Units that fired in no sample, where the function can be off. */
    long silent() {
        return of(UnitVerdict.DEAD) + of(UnitVerdict.INSUFFICIENT_DATA);
    }
}
