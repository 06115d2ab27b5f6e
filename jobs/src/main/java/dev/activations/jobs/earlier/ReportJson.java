package dev.activations.jobs.earlier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.baseline.ComparedSettings;
import dev.activations.jobs.gates.baseline.Found;
import dev.activations.jobs.gates.baseline.LayerSnapshot;
import dev.activations.jobs.gates.baseline.Place;
import dev.activations.jobs.gates.baseline.Snapshot;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Units;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a report.json layer by layer, without the steps, of which a long log has too many for memory. */
final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WRITE_AGAIN = "; write it again with --output DIR";

    private final String name;
    private final boolean latest;
    private final List<LayerSnapshot> layers = new ArrayList<>();
    private final List<Found> findings = new ArrayList<>();
    private JsonNode schema = MAPPER.missingNode();
    private JsonNode settings = MAPPER.missingNode();
    private JsonNode input = MAPPER.missingNode();

    /**
     * @param name what the user calls the baseline
     * @param latest whether the figures of the latest step are wanted, rather than those of the report's window
     */
    ReportJson(String name, boolean latest) {
        this.name = name;
        this.latest = latest;
    }

    Snapshot read(InputStream in) throws IOException {
        try (JsonParser json = MAPPER.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged("it is not an object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                read(field, json);
            }
        } catch (JsonProcessingException e) {
            throw new InputException(
                    "baseline %s: report.json is damaged at line %d, column %d%s"
                            .formatted(
                                    name,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    WRITE_AGAIN),
                    e);
        }
        requireSchema();
        return new Snapshot(layers, findings, List.of(), settings());
    }

    private void read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "schema" -> {
                schema = json.readValueAsTree();
                requireSchema();
            }
            case "input" -> input = json.readValueAsTree();
            case "settings" -> settings = json.readValueAsTree();
            case "runs" -> {
                requireArray(field, json);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readRun(json);
                }
            }
            case "findings" -> {
                requireArray(field, json);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    findings.add(finding(json.readValueAsTree()));
                }
            }
            default -> json.skipChildren();
        }
    }

    private void requireSchema() {
        if (!schema.asText().equals(EarlierReport.SCHEMA)) {
            throw new InputException(
                    schema.asText().startsWith("activations-report/")
                            ? "baseline %s: report.json is of schema %s, and this version reads %s; diagnose its log again"
                                    .formatted(name, schema.asText(), EarlierReport.SCHEMA)
                            : "baseline %s: its report.json was not written by activations diagnose".formatted(name));
        }
    }

    private void requireArray(String field, JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw damaged("its %s are no list".formatted(field));
        }
    }

    /** A run's name may come after its layers, where another program has sorted the names. */
    private void readRun(JsonParser json) throws IOException {
        String run = "";
        List<ObjectNode> its = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if ("run".equals(field)) {
                run = value == JsonToken.VALUE_NULL ? "" : json.getText();
            } else if ("layers".equals(field)) {
                requireArray(field, json);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    its.add(withoutSteps(json));
                }
            } else {
                json.skipChildren();
            }
        }
        for (ObjectNode layer : its) {
            layers.add(layer(run, layer));
        }
    }

    private ObjectNode withoutSteps(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw damaged("one of its layers is no object");
        }
        ObjectNode layer = MAPPER.createObjectNode();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("steps")) {
                json.skipChildren();
            } else {
                layer.set(field, json.readValueAsTree());
            }
        }
        return layer;
    }

    private LayerSnapshot layer(String run, ObjectNode layer) {
        String layerName = text(layer, "layer");
        JsonNode last = layer.path("latest");
        JsonNode activation = layer.path("activation");
        return new LayerSnapshot(
                Place.of(run, layerName),
                activation.isTextual() ? activation.textValue() : "",
                (int) number(layer, "units"),
                named(LayerVerdict.values(), text(layer, "verdict")),
                (long) number(last, "step"),
                figures(latest ? last : layer.path("overall")),
                Optional.empty(),
                last.path("firing_density").isObject() ? "" : "the baseline does not tell which of its units are dead");
    }

    private Map<Figure, Double> figures(JsonNode node) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.reported()) {
            JsonNode value = node.path(figure.key());
            if (!value.isMissingNode() && !value.isNull()) {
                figures.put(figure, number(node, figure.key()));
            }
        }
        return figures;
    }

    private Found finding(JsonNode finding) {
        JsonNode run = finding.path("run");
        JsonNode layer = finding.path("layer");
        return new Found(
                named(Severity.values(), text(finding, "severity")),
                text(finding, "rule"),
                new Place(
                        run.isTextual() ? run.textValue() : "",
                        layer.isTextual() ? Optional.of(layer.textValue()) : Optional.empty()));
    }

    private <T> T named(T[] known, String text) {
        for (T value : known) {
            if (value.toString().equals(text)) {
                return value;
            }
        }
        throw damaged("it has a severity or verdict '%s'".formatted(text));
    }

    private ComparedSettings settings() {
        List<Units.LayerAxis> axes = new ArrayList<>();
        settings.path("channel_axes")
                .properties()
                .forEach(axis -> axes.add(
                        new Units.LayerAxis(axis.getKey(), axis.getValue().asInt())));
        List<String> filters = new ArrayList<>();
        input.path("filters").forEach(filter -> filters.add(filter.asText()));
        return ComparedSettings.of(
                number(settings, "alpha"),
                settings.path("max_firing_rate").isNumber() ? number(settings, "max_firing_rate") : Double.NaN,
                settings.path("family_wise").asBoolean(),
                number(settings, "epsilon"),
                new Units(text(settings, "unit").equals("element"), axes),
                text(settings, "window"),
                settings.path("assumes_output").asBoolean(),
                texts(settings.path("activations")),
                texts(settings.path("roles")),
                filters);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw damaged("%s is no text in it".formatted(field));
        }
        return value.textValue();
    }

    private double number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw damaged("%s is no number in it".formatted(field));
        }
        return value.doubleValue();
    }

    private InputException damaged(String what) {
        return new InputException("baseline %s: report.json is damaged: %s%s".formatted(name, what, WRITE_AGAIN));
    }
}
