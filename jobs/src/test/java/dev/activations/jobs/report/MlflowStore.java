package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads a folder by the rules of MLflow 3.3's {@code FileStore}, and refuses what its {@code validation.py} refuses. Its own
 * code is Python; MLflow 1.6, 2.17 and 3.3 read the demo's folder with the same numbers.
 */
record MlflowStore(Path experiment) {

    private static final Pattern EXPERIMENT_ID = Pattern.compile("[a-zA-Z0-9][\\w-]{0,63}");
    private static final Pattern RUN_ID = Pattern.compile("[a-zA-Z0-9][\\w-]{0,255}");
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- ]*");
    private static final int LONGEST_KEY = 250;
    private static final int LONGEST_VALUE = 5000;

    /** One value of a metric. */
    record Metric(long timestamp, double value, long step) {}

    /** A run as it has been read: each key with its value. */
    record Run(
            Map<String, Object> meta,
            Map<String, List<Metric>> metrics,
            Map<String, String> parameters,
            Map<String, String> tags) {}

    /** The one experiment below a folder {@code mlruns}. */
    static MlflowStore of(Path mlruns) throws IOException {
        List<Path> experiments = folders(mlruns);
        assertThat(experiments).hasSize(1);
        MlflowStore store = new MlflowStore(experiments.get(0));
        Map<String, Object> meta = meta(store.experiment);
        assertThat(meta.get("experiment_id"))
                .isEqualTo(store.experiment.getFileName().toString())
                .asString()
                .matches(EXPERIMENT_ID);
        assertThat(meta).containsEntry("lifecycle_stage", "active").containsEntry("name", "activations");
        assertThat(meta.get("artifact_location")).asString().startsWith("mlflow-artifacts:/");
        assertThat(meta.get("creation_time"))
                .isEqualTo(meta.get("last_update_time"))
                .isInstanceOf(Number.class);
        return store;
    }

    /** The runs by name. */
    Map<String, Run> runs() throws IOException {
        Map<String, Run> runs = new TreeMap<>();
        for (Path folder : folders(experiment)) {
            Map<String, Object> meta = meta(folder);
            assertThat(meta.get("run_id"))
                    .isEqualTo(folder.getFileName().toString())
                    .isEqualTo(meta.get("run_uuid"))
                    .asString()
                    .matches(RUN_ID);
            assertThat(meta.get("experiment_id"))
                    .isEqualTo(experiment.getFileName().toString());
            assertThat(meta).containsKeys("user_id", "artifact_uri").containsEntry("lifecycle_stage", "active");
            Map<String, List<Metric>> metrics = new TreeMap<>();
            for (Map.Entry<String, String> file :
                    values(folder.resolve("metrics")).entrySet()) {
                metrics.put(
                        file.getKey(),
                        file.getValue().lines().map(MlflowStore::metric).toList());
            }
            Map<String, String> tags = values(folder.resolve("tags"));
            assertThat(tags).containsEntry("mlflow.runName", (String) meta.get("run_name"));
            runs.put(tags.get("mlflow.runName"), new Run(meta, metrics, values(folder.resolve("params")), tags));
        }
        return runs;
    }

    /** {@code timestamp value step}, as Python's {@code int} and {@code float} read them. */
    private static Metric metric(String line) {
        String[] parts = line.strip().split(" ");
        assertThat(parts).hasSize(3);
        assertThat(parts[1]).matches("-?\\d+(\\.\\d+(E-?\\d+)?)?");
        return new Metric(Long.parseLong(parts[0]), Double.parseDouble(parts[1]), Long.parseLong(parts[2]));
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Map<String, Object> meta(Path folder) throws IOException {
        return new Yaml().load(Files.readString(folder.resolve("meta.yaml")));
    }

    /** Every file below a folder: its path is the key. */
    private static Map<String, String> values(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(Files::isRegularFile).forEach(files::add);
        }
        Map<String, String> values = new TreeMap<>();
        for (Path file : files) {
            Path below = folder.relativize(file);
            String key = Stream.iterate(0, i -> i < below.getNameCount(), i -> i + 1)
                    .map(i -> below.getName(i).toString())
                    .collect(Collectors.joining("/"));
            assertThat(key).matches(KEY).hasSizeLessThanOrEqualTo(LONGEST_KEY);
            String value = Files.readString(file);
            if (!folder.endsWith("metrics")) {
                assertThat(value.codePointCount(0, value.length())).isLessThanOrEqualTo(LONGEST_VALUE);
            }
            values.put(key, value);
        }
        return values;
    }
}
