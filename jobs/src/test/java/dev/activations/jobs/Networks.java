package dev.activations.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The networks that {@code scripts/make-networks} trained: the truth about them, and what the reference says of
 * their logs. */
final class Networks {

    private static final Path FOLDER = Path.of("src/test/resources/networks");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Networks() {}

    /** The names, each kind's healthy network before its sick twins. */
    static List<String> names() {
        return truth().properties().stream().map(Map.Entry::getKey).toList();
    }

    static JsonNode truth() {
        return read(FOLDER.resolve("truth.json"));
    }

    /** The reference's report of each network by name. */
    static JsonNode reference() {
        return read(FOLDER.resolve("reference.json.gz"));
    }

    static Dataset<Row> log(String name) {
        return LogSource.open(
                        Sessions.shared(),
                        List.of(FOLDER.resolve(name + ".jsonl.gz").toString()),
                        LogSource.AUTO,
                        LogColumn.types(Map.of())::apply)
                .rows();
    }

    static long bytes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static JsonNode read(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
