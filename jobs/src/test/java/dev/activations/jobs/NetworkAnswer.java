package dev.activations.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a report says of one network, beside the truth.
 *
 * @param truth the network's entry of truth.json
 * @param report its report.json, or as much of it as the reference computes
 */
record NetworkAnswer(String name, JsonNode truth, JsonNode report) {

    /** The roles of layers in which nobody looks for zeros. */
    private static final Set<String> NOT_INSIDE = Set.of("output", "attention");

    boolean sick() {
        return truth.get("sick").booleanValue();
    }

    /** The gravest severity: fail, warn, or ok where neither is raised. */
    String verdict() {
        return alarms().stream()
                .map(finding -> finding.get("severity").textValue())
                .min(String::compareTo) // fail before warn
                .orElse("ok");
    }

    boolean named() {
        return !verdict().equals("ok");
    }

    /** The gravest finding of the shallowest layer, which a reader sees first. */
    Optional<JsonNode> first() {
        return alarms().stream().findFirst();
    }

    /** The cause that the first finding names, or its rule where a rule has no causes. */
    Optional<String> cause() {
        return first().map(finding ->
                finding.at("/numbers/cause").asText(finding.get("rule").textValue()));
    }

    boolean causeIsRight() {
        return cause().filter(cause -> list(truth.get("causes")).stream()
                        .anyMatch(right -> right.asText().equals(cause)))
                .isPresent();
    }

    /** The largest share of exact zeros that a layer inside the network has at its last step. */
    double zeros() {
        return layers().stream()
                .filter(layer -> !NOT_INSIDE.contains(layer.get("role").textValue()))
                .mapToDouble(layer -> layer.at("/latest/zero_fraction").asDouble())
                .max()
                .orElse(0);
    }

    /** How many units the report calls dead or stuck, over the layers of which the truth is known. */
    long calledOff() {
        return layers().stream()
                .filter(this::known)
                .mapToLong(NetworkAnswer::off)
                .sum();
    }

    /** How many of those there must be that did pass a gradient for some of 5,000 other samples. */
    long wronglyCalledOff() {
        return layers().stream()
                .filter(this::known)
                .mapToLong(layer -> Math.max(0, off(layer) - trulyOff(layer)))
                .sum();
    }

    private long trulyOff(JsonNode layer) {
        return truth.get("never_pass_a_gradient")
                .get(layer.get("layer").textValue())
                .size();
    }

    private boolean known(JsonNode layer) {
        return truth.get("never_pass_a_gradient").has(layer.get("layer").textValue());
    }

    private static long off(JsonNode layer) {
        return layer.at("/latest/dead_units").asLong()
                + layer.at("/latest/stuck_units").asLong();
    }

    private List<JsonNode> alarms() {
        return list(report.get("findings")).stream()
                .filter(finding -> !finding.get("severity").textValue().equals("info"))
                .toList();
    }

    private List<JsonNode> layers() {
        return list(report.at("/runs/0/layers"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
