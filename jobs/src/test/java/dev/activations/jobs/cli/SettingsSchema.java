package dev.activations.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.activations.jobs.cli.settings.SettingKeys;
import dev.activations.jobs.rules.RuleSettingsSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** docs/settings.schema.json, made from the options of {@code diagnose} and the rules. Editors know draft 7 best. */
final class SettingsSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int WIDTH = 132;

    private SettingsSchema() {}

    static String of(CommandSpec diagnose) {
        ObjectNode schema = JSON.objectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("$id", "urn:dev.activations:settings:1")
                .put("title", "Settings of bin/activations diagnose")
                .put("description", "What diagnose --settings FILE reads: docs/settings.md")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Map.Entry<String, ArgSpec> key : SettingKeys.of(diagnose).entrySet()) {
            properties.set(key.getKey(), property(key.getValue()));
        }
        properties.set("rules", RuleSettingsSchema.section());
        schema.set("definitions", RuleSettingsSchema.definitions());
        return text(schema, "") + "\n";
    }

    private static ObjectNode property(ArgSpec option) {
        ObjectNode property = JSON.objectNode().put("description", description(option));
        if (SettingKeys.isSwitch(option)) {
            return property.put("type", "boolean");
        }
        if (option.type().isEnum()) {
            ArrayNode words = property.putArray("enum");
            Arrays.stream(option.type().getEnumConstants())
                    .map(Object::toString)
                    .forEach(words::add);
            return property;
        }
        if (!option.isMultiValue()) {
            return addTypes(property, isNumber(option) ? List.of("number") : List.of("string", "number"));
        }
        ArrayNode ways = property.putArray("anyOf");
        addTypes(ways.addObject(), List.of("string", "number"));
        addTypes(ways.addObject().put("type", "array").putObject("items"), List.of("string", "number"));
        if (SettingKeys.takesPairs(option)) {
            addTypes(
                    ways.addObject().put("type", "object").putObject("additionalProperties"),
                    List.of("string", "number", "boolean"));
        }
        return property;
    }

    private static boolean isNumber(ArgSpec option) {
        return List.of(double.class, Double.class, int.class, Integer.class, long.class, Long.class)
                .contains(option.type());
    }

    private static ObjectNode addTypes(ObjectNode node, List<String> types) {
        if (types.size() == 1) {
            return node.put("type", types.get(0));
        }
        types.forEach(node.putArray("type")::add);
        return node;
    }

    private static String description(ArgSpec option) {
        String candidates = option.completionCandidates() == null
                ? ""
                : StreamSupport.stream(option.completionCandidates().spliterator(), false)
                        .collect(Collectors.joining(", "));
        return String.join(" ", option.description())
                .replace("${COMPLETION-CANDIDATES}", candidates)
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("%%", "%");
    }

    /** A line where it fits, otherwise a line for each element. */
    private static String text(JsonNode node, String indent) {
        String line = line(node);
        if (indent.length() + line.length() <= WIDTH || !node.isContainerNode()) {
            return line;
        }
        String inner = indent + "  ";
        List<String> elements = node.isObject()
                ? node.properties().stream()
                        .map(field -> quoted(field.getKey()) + ": " + text(field.getValue(), inner))
                        .toList()
                : StreamSupport.stream(node.spliterator(), false)
                        .map(element -> text(element, inner))
                        .toList();
        return (node.isObject() ? "{\n" : "[\n") + inner + String.join(",\n" + inner, elements) + "\n" + indent
                + (node.isObject() ? "}" : "]");
    }

    private static String line(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(field -> quoted(field.getKey()) + ": " + line(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(SettingsSchema::line)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return node.toString();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
