package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.report.MlflowStore.Metric;
import dev.activations.jobs.report.MlflowStore.Run;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of MLflow runs, read by the rules of its file store. */
class MlflowRunsTest {

    private static final long MILLIS = WrittenReport.DATE.toEpochMilli();

    @TempDir
    private Path folder;

    private Map<String, Run> runsOf(Report report) throws IOException {
        WrittenReport.write(report, new MlflowRuns(WrittenReport.MADE), folder);
        return MlflowStore.of(folder.resolve("mlruns")).runs();
    }

    @Test
    void everyFigureOfTheDemoIsAMetricWithAValueForEachStep() throws IOException {
        Report demo = WrittenReport.ofTheDemo();
        Map<String, Run> runs = runsOf(demo);

        assertThat(runs).hasSameSizeAs(demo.runs());
        for (RunReport run : demo.runs()) {
            Run written = runs.get(run.run());
            int metrics = 0;
            for (LayerReport layer : run.layers()) {
                String name = layer.diagnosis().layer().key().layer();
                for (Figure figure : Figure.reported()) {
                    List<Metric> expected = new ArrayList<>();
                    layer.diagnosis().steps().forEach(step -> step.figures()
                            .get(figure)
                            .ifPresent(value -> expected.add(new Metric(MILLIS, value, step.step()))));
                    assertThat(written.metrics().getOrDefault(name + "/" + figure.key(), List.of()))
                            .isEqualTo(expected);
                    metrics += expected.isEmpty() ? 0 : 1;
                }
                assertThat(written.tags())
                        .containsEntry(
                                "layers/" + name + "/verdict", layer.verdict().toString());
            }
            assertThat(written.metrics()).hasSize(metrics + 3);
        }
    }

    @Test
    void runSaysWhatWasFoundAndBySuchSettings() throws IOException {
        Run run = runsOf(
                        WrittenReport.of(
                                """
                        SELECT 'fc' AS layer, step, 'relu' AS activation, 'hidden' AS role, id AS sample,
                          concat(array(if(id < 100, 0F, 1.5F)), array_repeat(0F, 7)) AS post
                        FROM range(400), VALUES (0), (1000) AS steps(step)"""))
                .get("activations");

        assertThat(run.meta())
                .containsEntry("status", 3)
                .containsEntry("start_time", MILLIS)
                .containsEntry("end_time", MILLIS);
        assertThat(run.metrics().get("fc/dead_units"))
                .containsExactly(new Metric(MILLIS, 7, 0), new Metric(MILLIS, 7, 1000));
        assertThat(run.metrics().get("findings/fail")).containsExactly(new Metric(MILLIS, 1, 1000));
        assertThat(run.parameters())
                .containsEntry("alpha", "0.05")
                .containsEntry("window", "latest")
                .containsEntry("layers/fc/activation", "relu")
                .containsEntry("layers/fc/role", "hidden")
                .containsEntry("layers/fc/units", "8");
        assertThat(run.tags())
                .containsEntry("activations.verdict", "fail")
                .containsEntry("activations.version", "1.2.3")
                .containsEntry("layers/fc/why", "7 of 8 dead");
        assertThat(run.tags().get("mlflow.note.content")).startsWith("- **fail** fc: 7 of 8 units never fired");
    }

    @Test
    void layerWhoseNameIsNoKeyHasOneOfItsOwnAndATagThatSaysIt() throws IOException {
        List<String> names =
                List.of("a/b", "a\\b", "../../up", ".", "naïve", "alpha", "findings", "layers", "x".repeat(300));
        Run run = runsOf(WrittenReport.of("SELECT explode(array('%s')) AS layer, 0 AS step, array(1F) AS post"
                        .formatted(String.join("','", names).replace("\\", "\\\\"))))
                .get("activations");

        assertThat(run.tags().entrySet())
                .filteredOn(tag -> tag.getKey().matches("layers/[^/]+/name"))
                .map(Map.Entry::getValue)
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(run.metrics().keySet())
                .filteredOn(key -> key.endsWith("/mean"))
                .hasSize(names.size());
    }

    @Test
    void sameReportIsTheSameFilesAndAnotherDateAnotherRun(@TempDir Path again, @TempDir Path later) throws IOException {
        Report report = WrittenReport.of("SELECT 'a run' AS run, 'fc' AS layer, 0 AS step, array(1F) AS post");
        Map<String, Run> runs = runsOf(report);
        WrittenReport.write(report, new MlflowRuns(WrittenReport.MADE), again);
        WrittenReport.write(report, new MlflowRuns(Made.UNKNOWN), later);

        assertThat(files(again)).isEqualTo(files(folder));
        assertThat(MlflowStore.of(later.resolve("mlruns"))
                        .runs()
                        .get("a run")
                        .meta()
                        .get("run_id"))
                .isNotEqualTo(runs.get("a run").meta().get("run_id"));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
            return files;
        }
    }
}
