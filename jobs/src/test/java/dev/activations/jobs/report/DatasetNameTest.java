package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of datasets, by the table in OpenLineage's documentation of naming. */
class DatasetNameTest {

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/logs/run1, s3://bucket, logs/run1",
        "s3a://bucket/logs/run1/, s3://bucket, logs/run1",
        "gs://bucket/a b, gs://bucket, a b",
        "gs://bucket, gs://bucket, /",
        "abfs://box@account.dfs.core.windows.net/logs, abfss://box@account.dfs.core.windows.net, logs",
        "hdfs://host:8020/logs/run1, hdfs://host:8020, /logs/run1",
        "file:/logs/run1/, file, /logs/run1",
        "file:///logs/run1, file, /logs/run1",
        "/logs/run1/*.parquet, file, /logs/run1/*.parquet",
        "training.activations, activations, training.activations",
        "select: 1, activations, select: 1"
    })
    void namespaceAndName(String path, String namespace, String name) {
        assertThat(DatasetName.of(path)).isEqualTo(new DatasetName(namespace, name));
    }

    @Test
    void relativePathThatIsHereIsAbsolute() {
        assertThat(DatasetName.of("src/test"))
                .isEqualTo(new DatasetName(
                        "file", Path.of("src/test").toAbsolutePath().toString()));
    }
}
