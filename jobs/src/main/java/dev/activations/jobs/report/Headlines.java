package dev.activations.jobs.report;

import java.util.Map;

/** What a rule has found, in a few words that need no manual, for the one sentence that a run gets. */
final class Headlines {

    private static final Map<String, String> BY_RULE = Map.ofEntries(
            Map.entry("non-finite", "NaN or infinite values"),
            Map.entry("impossible-output", "Outputs that the declared activation cannot give"),
            Map.entry("pre-without-negatives", "Logged inputs that an in-place activation overwrote"),
            Map.entry("dead-units", "Dead units"),
            Map.entry("not-enough-data", "Too few samples to tell dead units from rare ones"),
            Map.entry("nearly-dead-units", "Nearly dead units"),
            Map.entry("constant-units", "Units with the same value for every sample"),
            Map.entry("saturation", "Saturated values"),
            Map.entry("signal-collapse", "Outputs that hardly depend on the input any more"),
            Map.entry("vanishing-gradient", "Hardly any gradient gets through"),
            Map.entry("no-nonlinearity", "Layers that act as a linear map"),
            Map.entry("entropy-collapse", "Attention that looks at one place only"),
            Map.entry("one-class-output", "One class wins for nearly every sample"),
            Map.entry("row-sums", "Softmax rows that do not sum to 1"),
            Map.entry("duplicate-rows", "Rows that are there twice"),
            Map.entry("missing-values", "Missing values"),
            Map.entry("missing-layer", "Steps without rows of a layer"),
            Map.entry("activation-mismatch", "Outputs that are not what the declared activation gives"),
            Map.entry("saturating-activation", "Sigmoid or tanh in a hidden layer"),
            Map.entry("revived-units", "Units that came back to life"),
            Map.entry("no-activation", "No activation declared"),
            Map.entry("output-layer-assumed", "Taken for the output layer"),
            Map.entry("low-fp16-headroom", "Close to the limit of half precision"));

    private Headlines() {}

    /** The rule's words, or its own name where there are none. */
    static String of(String rule) {
        return BY_RULE.getOrDefault(rule, rule);
    }
}
