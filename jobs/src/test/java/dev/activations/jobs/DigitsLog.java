package dev.activations.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.report.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The log in examples/digits-log, its diagnosis, and what resources/reference/README.md says it must be. */
final class DigitsLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DigitsLog() {}

    static Dataset<Row> rows() {
        return LogSource.open(
                        Sessions.shared(),
                        List.of("../examples/digits-log"),
                        LogSource.AUTO,
                        LogColumn.types(Map.of())::apply)
                .rows();
    }

    /** The diagnosis, made once for all tests. */
    static Report report() {
        return Holder.REPORT;
    }

    static JsonNode json(Report report) {
        try {
            return JSON.readTree(new JsonReport().text(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode reference() {
        try {
            return JSON.readTree(resource("digits-report.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Negative zeros by "run,layer,step"; places without any are absent. */
    static Map<String, Long> negativeZeros() {
        return resource("negative_zeros.csv")
                .lines()
                .skip(1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(',')),
                        line -> Long.valueOf(line.substring(line.lastIndexOf(',') + 1))));
    }

    private static String resource(String name) {
        try (InputStream in = DigitsLog.class.getResourceAsStream("/reference/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        private static final Report REPORT = ActivationDiagnostics.on(rows()).run();
    }
}
