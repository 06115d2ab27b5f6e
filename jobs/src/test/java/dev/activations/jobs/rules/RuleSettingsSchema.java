package dev.activations.jobs.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.stream.Stream;

/** What a settings file may say of the rules, as JSON Schema made from them. */
public final class RuleSettingsSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RuleSettingsSchema() {}

    /** The schema of the section {@code rules}. */
    public static ObjectNode section() {
        ObjectNode section = JSON.objectNode()
                .put("description", "Rules to be switched, or with other limits: docs/settings.md")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode rules = section.putObject("properties");
        for (Rule rule : Rules.all()) {
            ObjectNode node = rules.putObject(rule.name()).put("description", rule.headline());
            ArrayNode ways = node.putArray("anyOf");
            ways.add(ref("level"));
            ways.add(ref(rule.name()));
            ways.addObject().put("type", "array").set("items", ref(rule.name()));
        }
        return section;
    }

    private static ObjectNode ref(String definition) {
        return JSON.objectNode().put("$ref", "#/definitions/" + definition);
    }

    /** What the section refers to: an entry for each rule, and what entries have in common. */
    public static ObjectNode definitions() {
        ObjectNode definitions = JSON.objectNode();
        Stream.of(RuleLevel.values())
                .map(RuleLevel::toString)
                .forEach(definitions.putObject("level").putArray("enum")::add);
        definitions
                .putObject("layers")
                .put("description", "A regular expression of whole names of layers; all where there is none")
                .put("type", "string");
        definitions
                .putObject("until")
                .put("description", "The last day on which this applies")
                .put("type", "string")
                .put("format", "date");
        Rules.all().forEach(rule -> definitions.set(rule.name(), entry(rule)));
        return definitions;
    }

    private static ObjectNode entry(Rule rule) {
        ObjectNode node = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ArrayNode either = node.putArray("anyOf");
        either.addObject().putArray("required").add("severity");
        either.addObject().putArray("required").add("limits");
        ObjectNode fields = node.putObject("properties");
        fields.set("layers", ref("layers"));
        fields.set("severity", ref("level"));
        ObjectNode limits = limits(rule);
        if (!limits.get("properties").isEmpty()) {
            fields.set("limits", limits);
        }
        fields.putObject("reason").put("type", "string");
        fields.set("until", ref("until"));
        return node;
    }

    private static ObjectNode limits(Rule rule) {
        ObjectNode limits = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode fields = limits.putObject("properties");
        List<String> figures =
                rule.figures().stream().map(figure -> figure.key()).toList();
        addSeverities(fields, rule, "");
        for (String figure : figures) {
            ObjectNode ofFigure = JSON.objectNode().put("type", "object").put("additionalProperties", false);
            addSeverities(ofFigure.putObject("properties"), rule, figure);
            if (!ofFigure.get("properties").isEmpty()) {
                fields.set(figure, ofFigure);
            }
        }
        return limits;
    }

    private static void addSeverities(ObjectNode fields, Rule rule, String figure) {
        for (Severity severity : Severity.values()) {
            if (isPossible(rule, figure, severity)) {
                ObjectNode limit = fields.putObject(severity.toString()).put("type", "number");
                Scale scale = rule.criteria().stream()
                        .filter(criterion -> criterion.limits().has(severity))
                        .findFirst()
                        .orElseThrow()
                        .scale();
                switch (scale) {
                    case SHARE -> limit.put("minimum", 0).put("maximum", 1);
                    case FACTOR -> limit.put("exclusiveMinimum", 1);
                    case COUNT -> limit.put("minimum", 1);
                    case NUMBER, CONDITION -> limit.put("minimum", 0);
                }
            }
        }
    }

    /** Whether the rule takes a limit there: asked of what checks a settings file. */
    private static boolean isPossible(Rule rule, String figure, Severity severity) {
        return Stream.of(0.5, 2.0, 5_000.0).anyMatch(limit -> {
            try {
                new LimitOverride(figure, severity, limit).check(rule);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }
}
