package dev.activations.jobs;

import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.tables.FindingsTable;
import dev.activations.jobs.tables.LayersTable;
import dev.activations.jobs.tables.UnitPasts;
import dev.activations.jobs.tables.UnitsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A diagnosed log: the report, and the same as three tables, whose columns docs/tables.md explains. A table is made when it
 * is read; that of the units adds nothing up again where Spark still has the sums that the report was made of.
 */
public final class DiagnosedLog {

    private final SparkSession session;
    private final Report report;
    private final UnitsTable units;

    DiagnosedLog(SparkSession session, Report report, UnitsTable units) {
        this.session = session;
        this.report = report;
        this.units = units;
    }

    public Report report() {
        return report;
    }

    /** One row per run, layer and step, with all figures. */
    public Dataset<Row> layers() {
        return session.createDataFrame(LayersTable.rows(report.runs()), LayersTable.SCHEMA);
    }

    /** One row per run, layer, unit and step; none of layers whose activation is not a function of single numbers. */
    public Dataset<Row> units() {
        return units.of(session, UnitPasts.of(layers(report)));
    }

    /** One row per finding. */
    public Dataset<Row> findings() {
        return session.createDataFrame(FindingsTable.rows(report.findings()), FindingsTable.SCHEMA);
    }

    private static List<LayerReport> layers(Report report) {
        return report.runs().stream()
                .map(RunReport::layers)
                .flatMap(List::stream)
                .toList();
    }
}
