package dev.activations.jobs;

import dev.activations.jobs.scan.Statistics;
import dev.activations.jobs.tables.FindingsTable;
import dev.activations.jobs.tables.LayersTable;
import dev.activations.jobs.tables.NotesTable;
import dev.activations.jobs.tables.UnitsTable;
import dev.activations.jobs.tables.VerdictsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A diagnosed log: the report, and the same as tables, whose columns docs/tables.md explains. A table is made when it
 * is read; that of the units adds nothing up again where Spark still has the sums that the report was made of.
 */
public final class DiagnosedLog {

    private final Report report;
    private final Statistics statistics;
    private final SparkSession session;

    DiagnosedLog(Report report, Statistics statistics) {
        this.report = report;
        this.statistics = statistics;
        session = statistics.session();
    }

    public Report report() {
        return report;
    }

    /** One row per run and layer: its verdict. */
    public Dataset<Row> verdicts() {
        return session.createDataFrame(VerdictsTable.rows(report.runs()), VerdictsTable.SCHEMA);
    }

    /** One row per thing that was taken for granted, or that cannot be said of a layer, in words. */
    public Dataset<Row> notes() {
        return session.createDataFrame(NotesTable.rows(report.input().notes(), report.runs()), NotesTable.SCHEMA);
    }

    /** One row per run, layer and step, with all figures. */
    public Dataset<Row> layers() {
        return session.createDataFrame(LayersTable.rows(report.runs()), LayersTable.SCHEMA);
    }

    /** One row per run, layer, unit and step; none of layers whose activation is not a function of single numbers. */
    public Dataset<Row> units() {
        return UnitsTable.of(statistics);
    }

    /** What the log's rows add up to, as a table that can be diagnosed in the log's stead: see docs/statistics.md. */
    public Dataset<Row> statistics() {
        return statistics.table();
    }

    /** One row per finding. */
    public Dataset<Row> findings() {
        return session.createDataFrame(FindingsTable.rows(report.findings()), FindingsTable.SCHEMA);
    }
}
