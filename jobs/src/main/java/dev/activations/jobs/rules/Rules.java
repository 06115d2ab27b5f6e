package dev.activations.jobs.rules;

import java.util.List;

/**
 * The table of rules, in the order that a layer is judged by. Each rule says which layers it is for, which number it looks
 * at, from where on it warns and fails (with the source of the limit), what it says, and what it suggests. A new rule is one
 * entry here and one test.
 */
public final class Rules {

    static final String NON_FINITE = "non-finite";
    static final String IMPOSSIBLE_OUTPUT = "impossible-output";

    /** The rule that makes a layer's verdict insufficient_data. */
    public static final String NOT_ENOUGH_DATA = "not-enough-data";

    /** Whether or not a layer's activation is declared right, these hold. */
    static final List<Rule> ALWAYS_JUDGED = List.of(LogRules.nonFinite(), LogRules.impossibleOutput());

    /** Judged where the declared activation is possible. */
    static final List<Rule> JUDGED = List.of(
            LogRules.duplicateRows(),
            LogRules.missingValues(),
            LogRules.missingLayer(),
            LogRules.activationMismatch(),
            LogRules.preWithoutNegatives(),
            SignalRules.lowFp16Headroom(),
            LogRules.noActivation(),
            UnitRules.deadUnits(),
            UnitRules.notEnoughData(),
            UnitRules.nearlyDeadUnits(),
            UnitRules.constantUnits(),
            SignalRules.saturation(),
            SignalRules.signalCollapse(),
            SignalRules.vanishingGradient(),
            SignalRules.noNonlinearity(),
            SignalRules.saturatingActivation(),
            UnitRules.revivedUnits(),
            SoftmaxRules.rowSums(),
            SoftmaxRules.entropyCollapse(),
            SoftmaxRules.oneClassOutput());

    private Rules() {}
}
