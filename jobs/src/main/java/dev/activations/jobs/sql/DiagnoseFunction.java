package dev.activations.jobs.sql;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.model.InputException;
import dev.activations.spark.catalyst.call.Failure;
import dev.activations.spark.catalyst.table.TableFunction;
import dev.activations.spark.catalyst.table.TableFunction.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The table function {@code diagnose}: {@code SELECT * FROM diagnose(TABLE(log), 'findings', activation => map('fc.*',
 * 'relu'))}. Each query that reads it scans the log.
 */
final class DiagnoseFunction {

    private static final String RESULT = "result";

    private DiagnoseFunction() {}

    static TableFunction named(String name) {
        List<String> settings = new ArrayList<>(List.of(RESULT));
        settings.addAll(DiagnoseSettings.names());
        return new TableFunction(
                name,
                "log",
                settings,
                "_FUNC_(log[, result, settings]) - Returns what the diagnosis of an activation log gives, as a table.",
                arguments(),
                DiagnoseFunction::call);
    }

    private static String arguments() {
        String lines = DiagnoseSettings.meanings().entrySet().stream()
                .map(setting -> "      * %s - %s\n".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
        return "      * log - the log, such as TABLE(log) or TABLE(SELECT …), or a table's name as text\n"
                + "      * %s - which table: %s; '%s' unless given\n"
                        .formatted(RESULT, DiagnosisTable.names(), DiagnosisTable.VERDICTS)
                + lines;
    }

    private static Answer call(Dataset<Row> log, Map<String, Object> given) {
        return sayingWhatIsWrong(() -> {
            Map<String, Object> settings = new HashMap<>(given);
            Object result = settings.remove(RESULT);
            DiagnosisTable table =
                    result == null ? DiagnosisTable.VERDICTS : DiagnosisTable.named(String.valueOf(result));
            ActivationDiagnostics diagnostics = DiagnoseSettings.diagnostics(log, settings);
            return new Answer(table.schema(), () -> sayingWhatIsWrong(() -> table.of(diagnostics.diagnose())));
        });
    }

    /** Spark, and PySpark with and without Connect, show an error of analysis as its sentence alone. */
    private static <T> T sayingWhatIsWrong(Supplier<T> work) {
        try {
            return work.get();
        } catch (InputException e) {
            throw Failure.ofAnalysis(e.getMessage());
        }
    }
}
