package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.functions.Activation;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The diagnosis as MLflow stores runs in files: the folder {@code mlruns} with one experiment, and in it a run for each run of
 * the log. A metric is a file with a line for each step, such as {@code metrics/fc1/dead_fraction}; settings are parameters;
 * verdicts are tags. A figure that cannot be determined has no line.
 */
public final class MlflowRuns implements ReportFormat {

    private static final String EXPERIMENT = "activations";

    /** MLflow numbers experiments itself, in 18 digits; the same name gives the same number here. */
    private static final String EXPERIMENT_ID =
            Long.toString(Long.parseLong(SafeName.checksum(EXPERIMENT).substring(0, 14), 16) % 900_000_000_000_000_000L
                    + 100_000_000_000_000_000L);

    /** {@code RunStatus.FINISHED}: the diagnosis has run, whatever it found. */
    private static final int FINISHED = 3;

    /** {@code SourceType.LOCAL}. */
    private static final int LOCAL = 4;

    private static final int RUN_ID_DIGITS = 32;

    private static final String ACTIVE = "active";

    /** The folder of what there is for each layer, beside what there is for the run. */
    private static final String LAYERS = "layers";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Made made;

    public MlflowRuns(Made made) {
        this.made = made;
    }

    @Override
    public String file() {
        return "mlruns";
    }

    @Override
    public void write(Report report, FileSink files) throws IOException {
        long millis = made.date().map(Instant::toEpochMilli).orElse(0L);
        MlflowFolder experiment = new MlflowFolder(files, file()).folder(EXPERIMENT_ID);
        experiment.writeMeta(JSON.objectNode()
                .put("artifact_location", artifacts(""))
                .put("creation_time", millis)
                .put("experiment_id", EXPERIMENT_ID)
                .put("last_update_time", millis)
                .put("lifecycle_stage", ACTIVE)
                .put("name", EXPERIMENT));
        for (RunReport run : report.runs()) {
            String id = id(report, run);
            MlflowFolder folder = experiment.folder(id);
            folder.writeMeta(meta(run, id, millis));
            writeMetrics(run, millis, folder.folder("metrics"));
            writeParameters(report, run, folder.folder("params"));
            writeTags(run, folder.folder("tags"));
        }
    }

    /** Of the same log, run, command and date the same: a report made again is the same run, another one is another. */
    private String id(Report report, RunReport run) {
        return SafeName.checksum(String.join(
                        "\n",
                        String.join("\n", report.input().paths()),
                        run.run(),
                        made.date().map(Instant::toString).orElse(""),
                        made.command().orElse("")))
                .substring(0, RUN_ID_DIGITS);
    }

    /** Where MLflow looks for artifacts, of which there are none: a place that stays right wherever the folder is moved. */
    private static String artifacts(String below) {
        return "mlflow-artifacts:/" + EXPERIMENT_ID + below;
    }

    private static String name(RunReport run) {
        return run.run().isEmpty() ? EXPERIMENT : PlainText.of(run.run());
    }

    private static ObjectNode meta(RunReport run, String id, long millis) {
        ObjectNode meta = JSON.objectNode()
                .put("artifact_uri", artifacts("/" + id + "/artifacts"))
                .putNull("deleted_time")
                .put("end_time", millis)
                .put("entry_point_name", "")
                .put("experiment_id", EXPERIMENT_ID)
                .put("lifecycle_stage", ACTIVE)
                .put("run_id", id)
                .put("run_name", name(run))
                .put("run_uuid", id)
                .put("source_name", "")
                .put("source_type", LOCAL)
                .put("source_version", "")
                .put("start_time", millis)
                .put("status", FINISHED)
                .put("user_id", "");
        meta.putArray("tags");
        return meta;
    }

    private static void writeMetrics(RunReport run, long millis, MlflowFolder metrics) throws IOException {
        long lastStep = 0;
        for (LayerReport layer : run.layers()) {
            MlflowFolder folder = metrics.folder(SafeName.of(name(layer)));
            for (Figure figure : Figure.reported()) {
                StringBuilder lines = new StringBuilder();
                for (StepDiagnosis step : layer.diagnosis().steps()) {
                    step.figures()
                            .get(figure)
                            .ifPresent(value -> lines.append(line(millis, number(figure, value), step.step())));
                }
                if (!lines.isEmpty()) {
                    folder.writeWhole(figure.key(), lines.toString());
                }
            }
            lastStep = Math.max(lastStep, layer.diagnosis().latest().step());
        }
        MlflowFolder findings = metrics.folder("findings");
        for (Severity severity : Severity.values()) {
            long count = run.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            findings.writeWhole(severity.toString(), line(millis, Long.toString(count), lastStep));
        }
    }

    private static String number(Figure figure, double value) {
        return figure.isCount() ? Long.toString((long) value) : Double.toString(value);
    }

    private static String line(long millis, String value, long step) {
        return "%d %s %d\n".formatted(millis, value, step);
    }

    private static void writeParameters(Report report, RunReport run, MlflowFolder parameters) throws IOException {
        for (Map.Entry<String, JsonNode> setting : JsonReport.settings(report).properties()) {
            if (!setting.getValue().isNull()
                    && !(setting.getValue().isContainerNode()
                            && setting.getValue().isEmpty())) {
                parameters.write(
                        setting.getKey(),
                        setting.getValue().isValueNode()
                                ? setting.getValue().asText()
                                : setting.getValue().toString());
            }
        }
        parameters.write("log", String.join(", ", report.input().paths()));
        for (LayerReport layer : run.layers()) {
            MlflowFolder folder = parameters.folder(LAYERS).folder(SafeName.of(name(layer)));
            folder.write(
                    "activation",
                    layer.diagnosis().layer().function().map(Activation::call).orElse("none"));
            folder.write("role", layer.diagnosis().role().toString());
            folder.write("units", Integer.toString(layer.diagnosis().units()));
        }
    }

    private void writeTags(RunReport run, MlflowFolder tags) throws IOException {
        tags.write("mlflow.runName", name(run));
        tags.write("mlflow.source.name", EXPERIMENT);
        tags.write("mlflow.source.type", "LOCAL");
        tags.write("mlflow.note.content", note(run));
        tags.write("activations.verdict", run.verdict().toString());
        if (made.version().isPresent()) {
            tags.write("activations.version", made.version().get());
        }
        for (LayerReport layer : run.layers()) {
            MlflowFolder folder = tags.folder(LAYERS).folder(SafeName.of(name(layer)));
            folder.write("name", name(layer));
            folder.write("verdict", layer.verdict().toString());
            folder.write("why", layer.why());
        }
    }

    /** What MLflow shows as the description of the run, in Markdown. */
    private static String note(RunReport run) {
        List<Finding> findings = run.mattering();
        return findings.isEmpty()
                ? "Nothing was found."
                : findings.stream()
                        .map(finding -> "- **%s** %s: %s"
                                .formatted(
                                        finding.severity(),
                                        MarkdownReport.text(finding.subject().name()),
                                        MarkdownReport.text(finding.evidence())))
                        .collect(Collectors.joining("\n"));
    }

    private static String name(LayerReport layer) {
        return layer.diagnosis().layer().key().layer();
    }
}
