package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerReport;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The only layer of a diagnosed log, with what a test asks of it. */
record ReportedLayer(Report report, LayerDiagnosis diagnosis) {

    static ReportedLayer of(Dataset<Row> log) {
        return of(log, Settings.DEFAULT);
    }

    static ReportedLayer of(Dataset<Row> log, Settings settings) {
        Report report = ActivationDiagnostics.on(log).withSettings(settings).run();
        List<LayerReport> layers = report.runs().get(0).layers();
        assertThat(layers).hasSize(1);
        return new ReportedLayer(report, layers.get(0).diagnosis());
    }

    Figures latest() {
        return diagnosis.latest().figures();
    }

    long count(Figure figure) {
        return latest().count(figure);
    }

    OptionalDouble figure(Figure figure) {
        return latest().get(figure);
    }

    List<String> rules() {
        return report.findings().stream().map(finding -> finding.rule().name()).toList();
    }
}
