package dev.activations.jobs.sql;

import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.report.OneFile;
import dev.activations.jobs.report.OutputPart;
import dev.activations.jobs.report.ReportOptions;
import dev.activations.jobs.scan.StatisticsTable;
import dev.activations.jobs.tables.FindingsTable;
import dev.activations.jobs.tables.LayersTable;
import dev.activations.jobs.tables.NotesTable;
import dev.activations.jobs.tables.UnitsTable;
import dev.activations.jobs.tables.VerdictsTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The tables that a diagnosis can give; docs/tables.md explains their columns. */
enum DiagnosisTable {
    VERDICTS(VerdictsTable.SCHEMA, DiagnosedLog::verdicts),
    FINDINGS(FindingsTable.SCHEMA, DiagnosedLog::findings),
    LAYERS(LayersTable.SCHEMA, DiagnosedLog::layers),
    UNITS(UnitsTable.SCHEMA, DiagnosedLog::units),
    NOTES(NotesTable.SCHEMA, DiagnosedLog::notes),
    STATISTICS(StatisticsTable.SCHEMA, DiagnosedLog::statistics),
    /** The files of a report as text: report.json, report.html and report.md. */
    REPORT(
            new StructType().add("file", DataTypes.StringType, false).add("text", DataTypes.StringType, false),
            DiagnosisTable::report);

    private final StructType schema;
    private final Function<DiagnosedLog, Dataset<Row>> rows;

    DiagnosisTable(StructType schema, Function<DiagnosedLog, Dataset<Row>> rows) {
        this.schema = schema;
        this.rows = rows;
    }

    /** @throws InputException for any other name, listing the tables */
    static DiagnosisTable named(String name) {
        return Arrays.stream(values())
                .filter(table -> table.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException("result must be one of %s, got '%s'".formatted(names(), name)));
    }

    /** All names, separated by commas. */
    static String names() {
        return Arrays.stream(values()).map(DiagnosisTable::toString).collect(Collectors.joining(", "));
    }

    StructType schema() {
        return schema;
    }

    Dataset<Row> of(DiagnosedLog diagnosed) {
        return rows.apply(diagnosed);
    }

    private static Dataset<Row> report(DiagnosedLog diagnosed) {
        List<Row> files = OutputPart.byDefault().stream()
                .flatMap(part -> part.format(ReportOptions.DEFAULT).stream())
                .filter(OneFile.class::isInstance)
                .map(OneFile.class::cast)
                .map(format -> RowFactory.create(format.file(), format.text(diagnosed.report())))
                .toList();
        return diagnosed.session().createDataFrame(files, REPORT.schema);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
