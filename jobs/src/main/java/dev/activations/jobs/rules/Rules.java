package dev.activations.jobs.rules;

import java.util.List;
import java.util.stream.Stream;

/** The rules, in the order that a layer is judged by. A new rule is one value in the file of its kind, and one test. */
public final class Rules {

    /** Where it speaks, nothing that is built on the declared activation is worth saying. */
    static final Rule IMPOSSIBLE_OUTPUT = LogRules.impossibleOutput();

    /** Whether or not a layer's activation is declared right, these hold. */
    static final List<Rule> ALWAYS_JUDGED =
            List.of(LogRules.nonFinite(), GradientRules.nonFiniteGradient(), IMPOSSIBLE_OUTPUT);

    /** Judged where the declared activation is possible. */
    static final List<Rule> JUDGED = Stream.of(
                    LogRules.RULES,
                    UnitRules.RULES,
                    SignalRules.RULES,
                    GradientRules.RULES,
                    SoftmaxRules.RULES,
                    OutputRules.RULES)
            .flatMap(List::stream)
            .toList();

    /** Judged last: it says which of the others a layer was spared. */
    static final Rule OUTPUT_LAYER_ASSUMED = SignalRules.outputLayerAssumed();

    private Rules() {}

    /** All rules, in the order that docs/diagnostics.md lists them. */
    public static List<Rule> all() {
        return Stream.of(ALWAYS_JUDGED, JUDGED, List.of(OUTPUT_LAYER_ASSUMED))
                .flatMap(List::stream)
                .toList();
    }
}
