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
 * A diagnosed log: the report, and the same as tables, whose columns docs/tables.md explains. A table is computed
 * when it is read; the table of units reuses the report's sums if Spark still has them.
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

    /** The session that the log was read in, and that the tables belong to. */
    public SparkSession session() {
        return session;
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

    /** One row per run, layer, unit and step; layers whose activation is not a function of single numbers have no rows. */
    public Dataset<Row> units() {
        return UnitsTable.of(statistics);
    }

    /** The sums over the log's rows, as a table that can be diagnosed in place of the log: see docs/statistics.md. */
    public Dataset<Row> statistics() {
        return statistics.table();
    }

    /** One row per finding. */
    public Dataset<Row> findings() {
        return session.createDataFrame(FindingsTable.rows(report.findings()), FindingsTable.SCHEMA);
    }
}
