package dev.activations.jobs.damage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Diagnoses log files as the command does, and gives what would be in report.json. */
record LogReports(SparkSession spark) {

    JsonNode of(Path file) throws IOException {
        LogSource log =
                LogSource.open(spark, List.of(file.toString()), LogSource.AUTO, LogColumn.types(Map.of())::apply);
        return new ObjectMapper()
                .readTree(new JsonReport().text(ActivationDiagnostics.on(log).run()));
    }
}
