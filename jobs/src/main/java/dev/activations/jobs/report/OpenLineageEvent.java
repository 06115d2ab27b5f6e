package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Input;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The diagnosis as {@code openlineage.json}: a run event of OpenLineage, whose inputs are the log's paths. Each has the facet
 * {@code dataQualityMetrics}, in which every layer is a column, and {@code dataQualityAssertions}: one for each layer's
 * verdict, each finding and each check. What is undecided has not succeeded.
 */
public final class OpenLineageEvent implements OneFile {

    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String EVENT_SCHEMA = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String METRICS_SCHEMA =
            SPEC + "facets/1-0-3/DataQualityMetricsInputDatasetFacet.json#/$defs/DataQualityMetricsInputDatasetFacet";
    private static final String ASSERTIONS_SCHEMA =
            SPEC + "facets/1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet";

    /** OpenLineage's words for how grave a failed assertion is. */
    private static final String ERROR = "error";

    private static final String WARN = "warn";

    private static final String NAMESPACE = "activations";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Made made;

    public OpenLineageEvent(Made made) {
        this.made = made;
    }

    @Override
    public String file() {
        return "openlineage.json";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonWriting.to(out)) {
            json.useDefaultPrettyPrinter();
            json.writeTree(event(report));
        }
        out.write('\n');
    }

    private ObjectNode event(Report report) {
        ObjectNode event = JSON.objectNode()
                .put("eventType", "COMPLETE")
                .put("eventTime", made.date().orElse(Instant.EPOCH).toString())
                .put("producer", producer())
                .put("schemaURL", EVENT_SCHEMA);
        event.putObject("run").put("runId", id(report.input()).toString());
        event.putObject("job").put("namespace", NAMESPACE).put("name", "diagnose");
        ArrayNode inputs = event.putArray("inputs");
        List<String> paths = report.input().paths().isEmpty()
                ? List.of("a dataset")
                : report.input().paths();
        for (String path : paths) {
            ObjectNode input = inputs.addObject();
            DatasetName name = DatasetName.of(path);
            input.put("namespace", name.namespace()).put("name", name.name());
            ObjectNode facets = input.putObject("inputFacets");
            facets.set("dataQualityMetrics", metrics(report, paths.size() == 1));
            facets.set("dataQualityAssertions", assertions(report));
        }
        event.putArray("outputs");
        return event;
    }

    /** A package URL: it says which program, in which version. */
    private String producer() {
        return "pkg:maven/dev.activations/activations-jobs"
                + made.version().map(version -> "@" + version).orElse("");
    }

    /** Of the same log, command and date the same: a report made again is the same run. */
    private UUID id(Input input) {
        return UUID.nameUUIDFromBytes(String.join(
                        "\n",
                        String.join("\n", input.paths()),
                        made.date().map(Instant::toString).orElse(""),
                        made.command().orElse(""))
                .getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode facet(String schema) {
        return JSON.objectNode().put("_producer", producer()).put("_schemaURL", schema);
    }

    /** @param counted whether the path is the whole log, so that the log's counts are its own */
    private ObjectNode metrics(Report report, boolean counted) {
        ObjectNode facet = facet(METRICS_SCHEMA);
        if (counted) {
            facet.put("rowCount", report.input().rows());
            if (report.input().files() > 0) {
                facet.put("fileCount", report.input().files());
            }
        }
        ObjectNode columns = facet.putObject("columnMetrics");
        for (RunReport run : report.runs()) {
            for (LayerReport layer : run.layers()) {
                Figures figures = layer.judged().figures();
                ObjectNode column = columns.putObject(
                        column(run.run(), layer.diagnosis().layer().key().layer()));
                column.put("nullCount", figures.count(Figure.MISSING)).put("count", figures.count(Figure.VALUES));
                figures.get(Figure.MIN).ifPresent(min -> column.put("min", min));
                figures.get(Figure.MAX).ifPresent(max -> column.put("max", max));
                if (!figures.quantiles().isEmpty()) {
                    ObjectNode quantiles = column.putObject("quantiles");
                    figures.quantiles().forEach((share, value) -> {
                        if (Double.isFinite(value)) {
                            quantiles.put(share.toString(), value);
                        }
                    });
                }
            }
        }
        return facet;
    }

    /** A layer as a column: of a named run, {@code run/layer}. */
    private static String column(String run, String layer) {
        return run.isEmpty() ? layer : run + "/" + layer;
    }

    private ObjectNode assertions(Report report) {
        ObjectNode facet = facet(ASSERTIONS_SCHEMA);
        ArrayNode assertions = facet.putArray("assertions");
        for (RunReport run : report.runs()) {
            for (LayerReport layer : run.layers()) {
                addVerdict(assertions, run, layer);
            }
        }
        report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .forEach(finding -> addFinding(assertions, finding));
        report.gates().checks().forEach(check -> addCheck(assertions, check));
        return facet;
    }

    private static void addVerdict(ArrayNode assertions, RunReport run, LayerReport layer) {
        LayerVerdict verdict = layer.verdict();
        ObjectNode assertion = assertions
                .addObject()
                .put("assertion", "verdict")
                .put("success", verdict == LayerVerdict.OK)
                .put("column", column(run.run(), layer.diagnosis().layer().key().layer()))
                .put("severity", verdict == LayerVerdict.FAIL ? ERROR : WARN)
                .put("expected", LayerVerdict.OK.toString())
                .put("actual", verdict.toString());
        if (!layer.why().isEmpty()) {
            assertion.put("description", layer.why());
        }
    }

    private static void addFinding(ArrayNode assertions, Finding finding) {
        ObjectNode assertion =
                assertions.addObject().put("assertion", finding.rule().name()).put("success", false);
        addColumn(assertion, finding.subject().run(), finding.subject().layer());
        assertion
                .put("severity", finding.severity() == Severity.FAIL ? ERROR : WARN)
                .put("name", finding.rule().headline())
                .put("description", finding.evidence());
        if (!finding.why().isEmpty()) {
            assertion.put("actual", finding.why());
        }
    }

    private static void addCheck(ArrayNode assertions, CheckResult check) {
        ObjectNode assertion =
                assertions.addObject().put("assertion", check.check()).put("success", check.outcome() == Outcome.PASS);
        addColumn(assertion, check.run(), check.layer());
        assertion.put("severity", ERROR).put("content", check.check()).put("contentType", "expression");
        check.value().ifPresent(value -> assertion.put("actual", Double.toString(value)));
        if (!check.reason().isEmpty()) {
            assertion.put("description", check.outcome() + ": " + check.reason());
        }
    }

    private static void addColumn(ObjectNode assertion, Optional<String> run, Optional<String> layer) {
        layer.ifPresent(name -> assertion.put("column", column(run.orElse(""), name)));
    }
}
