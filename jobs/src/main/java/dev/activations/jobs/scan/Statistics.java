package dev.activations.jobs.scan;

import static org.apache.spark.sql.functions.col;

import dev.activations.jobs.log.ActivationLog;
import dev.activations.jobs.scan.StatisticsTable.Head;
import dev.activations.jobs.state.StepState;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import dev.activations.spark.catalyst.rows.PrimitiveRows;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The statistics of a log, layer by layer on the cluster. They are added up once: what is asked of them afterwards starts from
 * the pieces that the shuffle has kept.
 */
public final class Statistics {

    private final SparkSession session;
    private final ScanContext context;
    private final JavaRDD<PrimitiveRow> pieces;

    private Statistics(SparkSession session, ScanContext context, Dataset<Row> rows) {
        this.session = session;
        this.context = context;
        this.pieces = PrimitiveRows.of(byLayer(rows));
    }

    /** Those of a log's rows. */
    public static Statistics of(SparkSession session, ActivationLog log, ScanContext context) {
        return new Statistics(session, context, scanned(session, log, context));
    }

    /**
     * Those of a log's rows and of tables together.
     *
     * @param tables rows with the columns of {@link StatisticsTable#SCHEMA}
     */
    public static Statistics of(SparkSession session, ActivationLog log, Dataset<Row> tables, ScanContext context) {
        return new Statistics(session, context, scanned(session, log, context).unionAll(tables));
    }

    private static Dataset<Row> scanned(SparkSession session, ActivationLog log, ScanContext context) {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        Broadcast<ScanContext> shared = spark.broadcast(context);
        int tasks = Math.max(1, spark.getConf().getInt("spark.executor.cores", spark.defaultParallelism()));
        JavaRDD<Object[]> rows = log.read(context.settings().units())
                .mapPartitions(part -> new LogScan(part, shared.value(), LogScan.share(tasks)));
        return PrimitiveRows.dataset(session, rows, StatisticsTable.SCHEMA);
    }

    /**
     * Those that tables have.
     *
     * @param rows rows with the columns of {@link StatisticsTable#SCHEMA}
     */
    public static Statistics ofTables(SparkSession session, Dataset<Row> rows, ScanContext context) {
        return new Statistics(session, context, rows);
    }

    private static Dataset<Row> byLayer(Dataset<Row> rows) {
        Column run = col(Head.RUN.column());
        Column layer = col(Head.LAYER.column());
        int partitions = new JavaSparkContext(rows.sparkSession().sparkContext()).defaultParallelism();
        return rows.repartition(partitions, run, layer)
                .sortWithinPartitions(run, layer, col(Head.STEP.column()).desc(), col(Head.FIRST_UNIT.column()));
    }

    public ScanContext context() {
        return context;
    }

    public SparkSession session() {
        return session;
    }

    /** What is made of the steps of each layer, from the last to the first. */
    public <T> JavaRDD<T> map(LayerSteps.Taking<T> taking) {
        return pieces.mapPartitions(part -> new LayerSteps(new MergedSteps(part)).map(taking));
    }

    /** What each layer gives at each step; of a layer, later steps come first. */
    public <T> JavaRDD<T> flatMap(OfStep<T> function) {
        return pieces.mapPartitions(part -> (Iterator<MergedSteps.Merged>) new MergedSteps(part))
                .flatMap(merged -> function.of(merged.step(), merged.state()));
    }

    /** Makes something of a layer at a step. */
    public interface OfStep<T> extends Serializable {
        Iterator<T> of(long step, StepState state);
    }

    /** The statistics as a table, each layer and step once. */
    public Dataset<Row> table() {
        ScanContext shared = context;
        return PrimitiveRows.dataset(
                session, flatMap((step, state) -> PageWriter.rows(step, state, shared)), StatisticsTable.SCHEMA);
    }
}
