package dev.activations.jobs.log;

import static org.apache.spark.sql.functions.col;

import dev.activations.jobs.log.layout.LaidOutLog;
import dev.activations.jobs.log.layout.LayoutOptions;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.model.Units;
import dev.activations.spark.catalyst.rows.PrimitiveRows;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An activation log: a dataset whose columns have been found and their types checked. Each row is one sample's values at
 * one layer at one step.
 */
public final class ActivationLog {

    private final LaidOutLog log;

    private ActivationLog(LaidOutLog log) {
        this.log = log;
    }

    /**
     * Finds out how a dataset spells a log.
     *
     * @throws InputException if it does not spell one, or a column has a wrong type
     */
    public static ActivationLog of(Dataset<Row> dataset, LayoutOptions options) {
        return new ActivationLog(LaidOutLog.of(dataset, options));
    }

    /** The name of the layout that the log is spelled in. */
    public String layout() {
        return log.layout();
    }

    /** What was taken for granted of the log, a sentence each. */
    public List<String> notes() {
        return log.notes();
    }

    /** Whether the log has this column. */
    public boolean has(LogColumn column) {
        return log.present().contains(column);
    }

    /**
     * The rows as primitives. A partition's iterator gives the same object again and again: use it before the next. Where
     * a sample has several rows (positions), they follow one another in one partition.
     */
    @SuppressWarnings("try") // the size holds while the plan is made
    public JavaRDD<LogRow> read(Units units) {
        SampleNaming naming = naming();
        try (BatchSize fitted = BatchSize.fitting(log.rows())) {
            return PrimitiveRows.of(has(LogColumn.POSITION) ? sampleBySample() : log.rows())
                    .mapPartitions(partition -> LogRow.readAll(partition, units, naming));
        }
    }

    /** How the log tells which sample a row is of. */
    public SampleNaming naming() {
        return new SampleNaming(has(LogColumn.SAMPLE), has(LogColumn.POSITION));
    }

    private Dataset<Row> sampleBySample() {
        Column[] key = Stream.of(LogColumn.RUN, LogColumn.LAYER, LogColumn.STEP, LogColumn.SAMPLE)
                .map(column -> col(column.toString()))
                .toArray(Column[]::new);
        Column[] order = Stream.concat(Stream.of(key), Stream.of(col(LogColumn.POSITION.toString())))
                .toArray(Column[]::new);
        return log.rows().repartition(key).sortWithinPartitions(order);
    }
}
