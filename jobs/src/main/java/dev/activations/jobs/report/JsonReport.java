package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.functions.Activation;
import dev.activations.jobs.Input;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.earlier.EarlierReport;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.log.source.SkippedFile;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Suppressed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The diagnosis as {@code report.json}, whose names are a contract: docs/diagnostics.md explains each. A figure that cannot
 * be determined is null.
 */
public final class JsonReport implements OneFile {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Above so many layers × steps, JSON is not indented: nobody reads that much, and it would double its size. */
    private static final long STEPS_TO_READ = 20_000;

    private final ReportedSteps kept;
    private final Made made;

    /** A report that keeps as many steps as unless an option says otherwise, and does not say when it was made. */
    public JsonReport() {
        this(ReportedSteps.DEFAULT);
    }

    public JsonReport(ReportedSteps kept) {
        this(kept, Made.UNKNOWN);
    }

    public JsonReport(ReportedSteps kept, Made made) {
        this.kept = kept;
        this.made = made;
    }

    @Override
    public String file() {
        return "report.json";
    }

    /** Step by step: the report of a long log of a deep network has no room in memory. */
    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonWriting.to(out)) {
            if (steps(report) <= STEPS_TO_READ) {
                json.useDefaultPrettyPrinter();
            }
            write(report, json);
        }
        out.write('\n');
    }

    private void write(Report report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", EarlierReport.SCHEMA);
        json.writeObjectField("input", input(report.input()));
        json.writeObjectField("settings", settings(report));
        json.writeArrayFieldStart("runs");
        for (RunReport run : report.runs()) {
            json.writeStartObject();
            json.writeStringField("run", nullIfEmpty(run.run()));
            json.writeArrayFieldStart("layers");
            for (LayerReport layer : run.layers()) {
                write(layer, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : report.findings()) {
            json.writeTree(finding(finding));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("suppressed");
        for (Suppressed suppressed : report.suppressed()) {
            json.writeTree(suppressed(suppressed));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("checks");
        for (CheckResult check : report.gates().checks()) {
            json.writeTree(check(check));
        }
        json.writeEndArray();
        json.writeObjectField(
                "baseline", report.gates().baseline().map(JsonBaseline::of).orElse(null));
        json.writeObjectField("made", made.json(report));
        json.writeEndObject();
    }

    private static ObjectNode suppressed(Suppressed suppressed) {
        ObjectNode node = JSON.objectNode();
        node.set("finding", finding(suppressed.finding()));
        return node.put("now", suppressed.now().map(Severity::toString).orElse(null))
                .put("reason", nullIfEmpty(suppressed.by().reason()))
                .put("until", suppressed.by().until().map(LocalDate::toString).orElse(null))
                .put("by", nullIfEmpty(suppressed.source()));
    }

    static ObjectNode check(CheckResult check) {
        ObjectNode node = JSON.objectNode()
                .put("check", check.check())
                .put("run", check.run().filter(name -> !name.isEmpty()).orElse(null))
                .put("layer", check.layer().orElse(null));
        JsonWriting.put(node, "value", check.value());
        return node.put("outcome", check.outcome().toString())
                .put("reason", check.reason().isEmpty() ? null : check.reason());
    }

    private long steps(Report report) {
        return report.runs().stream()
                .flatMap(run -> run.layers().stream())
                .mapToLong(layer -> kept.count(layer.diagnosis().steps().size()))
                .sum();
    }

    static ObjectNode input(Input input) {
        ObjectNode node = JSON.objectNode();
        ArrayNode paths = node.putArray("paths");
        input.paths().forEach(paths::add);
        node.put("format", input.format().isEmpty() ? null : input.format())
                .put("files", input.files())
                .put("checksummed_files", input.checksummed())
                .put("layout", input.layout().isEmpty() ? null : input.layout())
                .put("rows", input.rows())
                .put("missing_rows", input.missingRows());
        ArrayNode filters = node.putArray("filters");
        input.filters().forEach(filters::add);
        ArrayNode skipped = node.putArray("skipped");
        for (SkippedFile file : input.skipped()) {
            ObjectNode entry = skipped.addObject().put("path", file.path()).put("reason", file.reason());
            file.rows().ifPresentOrElse(rows -> entry.put("rows", rows), () -> entry.putNull("rows"));
        }
        ArrayNode notes = node.putArray("notes");
        input.notes().forEach(notes::add);
        return node;
    }

    static ObjectNode settings(Report report) {
        Settings settings = report.settings();
        ObjectNode node = JSON.objectNode()
                .put("alpha", settings.alpha())
                .put(
                        "max_firing_rate",
                        Double.isNaN(settings.givenMaxFiringRate()) ? null : settings.givenMaxFiringRate())
                .put("family_wise", settings.familyWise())
                .put("epsilon", settings.epsilon())
                .put("unit", settings.units().elements() ? "element" : "channel")
                .put("channel_axis", settings.units().channelAxis())
                .put("window", settings.window().toString())
                .put("assumes_output", settings.assumesOutput());
        ObjectNode axes = node.putObject("channel_axes");
        settings.units().axes().forEach(axis -> axes.put(axis.layers(), axis.axis()));
        ObjectNode activations = node.putObject("activations");
        report.activations().forEach(activations::put);
        ObjectNode roles = node.putObject("roles");
        report.roles().forEach((pattern, role) -> roles.put(pattern, role.toString()));
        return node;
    }

    private void write(LayerReport report, JsonGenerator json) throws IOException {
        LayerDiagnosis diagnosis = report.diagnosis();
        json.writeStartObject();
        json.writeStringField("layer", diagnosis.layer().key().layer());
        if (diagnosis.layer().depthAssumed()) {
            json.writeNullField("depth");
        } else {
            json.writeNumberField("depth", diagnosis.layer().depth());
        }
        String declared = nullIfEmpty(diagnosis.layer().activation());
        String activation = diagnosis.layer().function().map(Activation::call).orElse(null);
        json.writeStringField("activation", activation);
        json.writeStringField("activation_in_log", Objects.equals(declared, activation) ? null : declared);
        json.writeStringField("role", diagnosis.role().toString());
        json.writeBooleanField("role_declared", diagnosis.layer().role().isPresent());
        json.writeNumberField("units", diagnosis.units());
        json.writeStringField("verdict", report.verdict().toString());
        json.writeArrayFieldStart("steps");
        List<StepDiagnosis> steps = kept.of(diagnosis.steps());
        for (StepDiagnosis step : steps) {
            json.writeTree(step(step));
        }
        json.writeEndArray();
        json.writeNumberField("steps_left_out", diagnosis.steps().size() - steps.size());
        json.writeObjectField("latest", step(diagnosis.latest()));
        for (Map.Entry<String, JsonNode> other : overSteps(report).properties()) {
            json.writeObjectField(other.getKey(), other.getValue());
        }
        json.writeEndObject();
    }

    /** What is said of a layer over all its steps. */
    private static ObjectNode overSteps(LayerReport report) {
        LayerDiagnosis diagnosis = report.diagnosis();
        ObjectNode node = JSON.objectNode();
        ObjectNode overall = node.putObject("overall")
                .put("from_step", diagnosis.overall().fromStep())
                .put("to_step", diagnosis.overall().toStep());
        addFigures(overall, diagnosis.overall().figures());
        ObjectNode died = node.putObject("died_at_step");
        diagnosis.diedAtStep().forEach((step, units) -> died.put(Long.toString(step), units));
        node.put("revived_units", diagnosis.revivedUnits());
        ArrayNode notes = node.putArray("notes");
        report.notes().forEach(notes::add);
        return node;
    }

    private static ObjectNode step(StepDiagnosis step) {
        ObjectNode node = JSON.objectNode().put("step", step.step());
        addFigures(node, step.figures());
        return node;
    }

    private static void addFigures(ObjectNode node, Figures figures) {
        for (Figure figure : Figure.reported()) {
            JsonWriting.put(node, figure, figures.get(figure));
        }
        figures.get(Figure.DORMANT_UNITS).ifPresent(units -> node.put(Figure.DORMANT_UNITS.key(), (long) units));
        addHeads(node, figures.headEntropies());
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

    private static void addHeads(ObjectNode node, double[] means) {
        if (means.length == 0) {
            node.putNull("head_entropy");
            return;
        }
        ArrayNode heads = node.putArray("head_entropy");
        for (double mean : means) {
            if (Double.isNaN(mean)) {
                heads.addNull();
            } else {
                heads.add(mean);
            }
        }
    }

    static ObjectNode finding(Finding finding) {
        ObjectNode node = JSON.objectNode()
                .put("severity", finding.severity().toString())
                .put("rule", finding.rule().name())
                .put("run", finding.subject().run().orElse(null))
                .put("layer", finding.subject().layer().orElse(null))
                .put("step", finding.step())
                .put("since", finding.since())
                .put("since_or_before", finding.sinceOrBefore())
                .put("evidence", finding.evidence());
        node.set("numbers", MAPPER.valueToTree(finding.numbers()));
        ArrayNode suggestions = node.putArray("suggestions");
        finding.suggestions().forEach(suggestion -> suggestions
                .addObject()
                .put("text", suggestion.text())
                .put("source", suggestion.source())
                .put("because", nullIfEmpty(suggestion.because())));
        return node;
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
