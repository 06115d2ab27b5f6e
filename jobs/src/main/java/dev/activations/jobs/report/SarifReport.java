package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Report;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.Suppressed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The findings as {@code report.sarif}, which code hosts and editors show beside the code: SARIF 2.1.0, a result for each
 * finding and for each check that did not pass.
 */
public final class SarifReport implements OneFile {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ReportOptions options;

    public SarifReport(ReportOptions options) {
        this.options = options;
    }

    @Override
    public String file() {
        return "report.sarif";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonWriting.to(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            writeRun(report, json);
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** One run of this program: what SARIF calls a run is not a training run. */
    private void writeRun(Report report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectField("tool", tool());
        json.writeArrayFieldStart("invocations");
        json.writeTree(invocation(report));
        json.writeEndArray();
        ObjectNode bases = JSON.objectNode();
        bases.putObject(SarifResult.HERE)
                .putObject("description")
                .put("text", "The folder that the command ran in: in CI, the checked-out repository.");
        json.writeObjectField("originalUriBaseIds", bases);
        json.writeArrayFieldStart("results");
        for (Finding finding : report.findings()) {
            json.writeTree(SarifResult.of(report, finding));
        }
        for (Suppressed suppressed : report.suppressed()) {
            if (suppressed.now().isEmpty()) {
                json.writeTree(SarifResult.of(report, suppressed));
            }
        }
        for (CheckResult check : report.gates().checks()) {
            if (check.outcome() != Outcome.PASS) {
                json.writeTree(SarifResult.of(report, check));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private ObjectNode tool() {
        ObjectNode tool = JSON.objectNode();
        ObjectNode driver = tool.putObject("driver").put("name", "Activations for Apache Spark");
        options.made().version().ifPresent(version -> driver.put("version", version));
        driver.set("rules", SarifRules.all());
        return tool;
    }

    private ObjectNode invocation(Report report) {
        ObjectNode invocation =
                JSON.objectNode().put("executionSuccessful", true).put("exitCode", report.exitStatus(options.failOn()));
        options.made().command().ifPresent(command -> invocation.put("commandLine", command));
        options.made().date().map(Instant::toString).ifPresent(date -> invocation.put("endTimeUtc", date));
        return invocation;
    }
}
