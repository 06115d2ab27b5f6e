package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Input;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.Finding;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.LayerReport;
import dev.activations.jobs.diagnosis.RunReport;
import dev.activations.jobs.diagnosis.Settings;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.OptionalDouble;

/**
 * The diagnosis as {@code report.json}, whose names are a contract: docs/diagnostics.md explains each. A figure that cannot
 * be determined is null.
 */
public final class JsonReport {

    private static final String SCHEMA = "activations-report/1";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /** The report as JSON text, indented, ending in a newline. */
    public static String write(Report report) {
        ObjectNode root = JSON.objectNode().put("schema", SCHEMA);
        root.set("input", input(report.input()));
        root.set("settings", settings(report));
        ArrayNode runs = root.putArray("runs");
        report.runs().forEach(run -> runs.add(run(run)));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(finding)));
        root.putArray("checks");
        root.putNull("baseline");
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written as JSON", e);
        }
    }

    private static ObjectNode input(Input input) {
        ObjectNode node = JSON.objectNode();
        ArrayNode paths = node.putArray("paths");
        input.paths().forEach(paths::add);
        node.put("format", input.format().isEmpty() ? null : input.format())
                .put("files", input.files())
                .put("rows", input.rows())
                .put("missing_rows", input.missingRows());
        node.putArray("skipped");
        return node;
    }

    private static ObjectNode settings(Report report) {
        Settings settings = report.settings();
        ObjectNode node = JSON.objectNode()
                .put("alpha", settings.alpha())
                .put("max_firing_rate", settings.maxFiringRate())
                .put("family_wise", settings.familyWise())
                .put("epsilon", settings.epsilon())
                .put("unit", settings.units().elements() ? "element" : "channel")
                .put("channel_axis", settings.units().channelAxis())
                .put("window", settings.window().toString())
                .put(
                        "output_layer",
                        settings.outputLayer().equals(Settings.DEEPEST_LAYER) ? null : settings.outputLayer());
        ObjectNode activations = node.putObject("activations");
        report.activations().forEach(activations::put);
        return node;
    }

    private static ObjectNode run(RunReport run) {
        ObjectNode node = JSON.objectNode().put("run", nullIfEmpty(run.run()));
        ArrayNode layers = node.putArray("layers");
        run.layers().forEach(layer -> layers.add(layer(layer)));
        return node;
    }

    private static ObjectNode layer(LayerReport report) {
        LayerDiagnosis diagnosis = report.diagnosis();
        ObjectNode node = JSON.objectNode()
                .put("layer", diagnosis.layer().key().layer())
                .put("depth", diagnosis.layer().depth())
                .put("activation", nullIfEmpty(diagnosis.layer().activation()))
                .put("units", diagnosis.units())
                .put("verdict", report.verdict().toString());
        ArrayNode steps = node.putArray("steps");
        diagnosis.steps().forEach(step -> steps.add(step(step)));
        node.set("latest", step(diagnosis.latest()));
        ObjectNode overall = node.putObject("overall")
                .put("from_step", diagnosis.overall().fromStep())
                .put("to_step", diagnosis.overall().toStep());
        addFigures(overall, diagnosis.overall().figures());
        ObjectNode died = node.putObject("died_at_step");
        diagnosis.diedAtStep().forEach((step, units) -> died.put(Long.toString(step), units));
        node.put("revived_units", diagnosis.revivedUnits());
        ArrayNode notes = node.putArray("notes");
        diagnosis.notes().forEach(notes::add);
        return node;
    }

    private static ObjectNode step(StepDiagnosis step) {
        ObjectNode node = JSON.objectNode().put("step", step.step());
        addFigures(node, step.figures());
        return node;
    }

    private static void addFigures(ObjectNode node, Figures figures) {
        for (Figure figure : Figure.values()) {
            OptionalDouble value = figures.get(figure);
            if (value.isEmpty()) {
                node.putNull(figure.key());
            } else if (figure.isCount()) {
                node.put(figure.key(), (long) value.getAsDouble());
            } else {
                node.put(figure.key(), value.getAsDouble());
            }
        }
        ObjectNode quantiles = JSON.objectNode();
        figures.quantiles().forEach((share, value) -> quantiles.put(Double.toString(share), value));
        node.set("quantiles", quantiles.isEmpty() ? JSON.nullNode() : quantiles);
        ArrayNode histogram = node.putArray("histogram");
        figures.histogram().forEach(bin -> histogram
                .addObject()
                .put("lower", bin.lower())
                .put("upper", bin.upper())
                .put("count", bin.count()));
        ObjectNode density = JSON.objectNode();
        figures.firingDensity().forEach(density::put);
        node.set("firing_density", density.isEmpty() ? JSON.nullNode() : density);
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = JSON.objectNode()
                .put("severity", finding.severity().toString())
                .put("rule", finding.rule())
                .put("run", nullIfEmpty(finding.key().run()))
                .put("layer", finding.key().layer())
                .put("step", finding.step())
                .put("evidence", finding.evidence());
        node.set("numbers", MAPPER.valueToTree(finding.numbers()));
        ArrayNode suggestions = node.putArray("suggestions");
        finding.suggestions()
                .forEach(suggestion ->
                        suggestions.addObject().put("text", suggestion.text()).put("source", suggestion.source()));
        return node;
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
