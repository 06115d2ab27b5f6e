package dev.activations.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares two trees of JSON: counts, texts and names exactly, numbers that are no counts within a relative tolerance. Below
 * 1e−12 they are what rounding leaves of 0.
 */
public final class Differences {

    private static final double ROUNDING = 1e-12;

    private final List<String> found = new ArrayList<>();
    private final double tolerance;
    private int compared;

    public Differences(double tolerance) {
        this.tolerance = tolerance;
    }

    /** What differed, one line each with its path. */
    public List<String> found() {
        return found;
    }

    public int compared() {
        return compared;
    }

    /** Compares everything, on both sides. */
    public void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            expected.fieldNames()
                    .forEachRemaining(name -> compare(path + "/" + name, expected.get(name), at(actual, name)));
            actual.fieldNames().forEachRemaining(name -> requireKnown(path + "/" + name, expected.has(name)));
        } else if (expected.isArray() && actual.isArray()) {
            requireEqual(path + " length", expected.size(), actual.size());
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (expected.isNumber() && actual.isNumber() && (expected.isDouble() || actual.isDouble())) {
            requireClose(path, expected.doubleValue(), actual.doubleValue(), tolerance);
        } else {
            requireEqual(path, expected.toString(), actual.toString());
        }
    }

    /** Compares what the first has; what only the second has must be null, or among the names that the first leaves out. */
    void compareKnown(String path, JsonNode expected, JsonNode actual, List<String> leftOut) {
        expected.fieldNames()
                .forEachRemaining(name -> compare(path + "/" + name, expected.get(name), at(actual, name)));
        for (Map.Entry<String, JsonNode> field : actual.properties()) {
            requireKnown(
                    path + "/" + field.getKey() + " = " + field.getValue(),
                    expected.has(field.getKey()) || field.getValue().isNull() || leftOut.contains(field.getKey()));
        }
    }

    void requireEqual(String path, Object expected, Object actual) {
        compared++;
        if (!expected.equals(actual)) {
            found.add("%s: expected %s, got %s".formatted(path, expected, actual));
        }
    }

    void requireClose(String path, double expected, double actual, double relative) {
        compared++;
        if (!(Math.abs(actual - expected) <= ROUNDING + relative * Math.max(Math.abs(expected), Math.abs(actual)))) {
            found.add("%s: expected %s, got %s".formatted(path, expected, actual));
        }
    }

    private void requireKnown(String path, boolean known) {
        if (!known) {
            found.add(path + " is not expected");
        }
    }

    private static JsonNode at(JsonNode object, String name) {
        return object.path(name);
    }
}
