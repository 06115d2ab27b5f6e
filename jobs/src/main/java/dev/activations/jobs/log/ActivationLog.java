package dev.activations.jobs.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Units;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.spark.catalyst.rows.PrimitiveRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/**
 * An activation log: a dataset whose columns have been found and their types checked. Each row is one sample's values at
 * one layer at one step.
 */
public final class ActivationLog {

    /** The columns of {@link LogColumn}, in that order; absent ones are NULL. */
    private final Dataset<Row> rows;

    private final Set<LogColumn> present;

    private ActivationLog(Dataset<Row> rows, Set<LogColumn> present) {
        this.rows = rows;
        this.present = present;
    }

    /**
     * Finds the log's columns in a dataset.
     *
     * @param names other names of columns, where the dataset does not use the default ones
     * @throws InputException if a required column is missing, both {@code pre} and {@code post} are, or one has a wrong type
     */
    public static ActivationLog of(Dataset<Row> dataset, Map<LogColumn, String> names) {
        StructType schema = dataset.schema();
        List<String> present = Arrays.asList(schema.fieldNames());
        List<Column> columns = new ArrayList<>();
        Set<LogColumn> found = EnumSet.noneOf(LogColumn.class);
        for (LogColumn column : LogColumn.values()) {
            String name = names.getOrDefault(column, column.toString());
            if (present.contains(name)) {
                found.add(column);
                columns.add(checked(column, name, schema));
            } else {
                checkAbsence(column, name, names.containsKey(column), present);
                columns.add(absent(column));
            }
        }
        if (!found.contains(LogColumn.PRE) && !found.contains(LogColumn.POST)) {
            throw new InputException(
                    "the log has neither a column pre (inputs of the activation) nor post (outputs); it has "
                            + String.join(", ", present));
        }
        if (found.contains(LogColumn.POSITION) && !found.contains(LogColumn.SAMPLE)) {
            throw new InputException("a log with a column position needs a column sample: positions are of a sample");
        }
        return new ActivationLog(dataset.select(columns.toArray(Column[]::new)), found);
    }

    private static void checkAbsence(LogColumn column, String name, boolean named, List<String> present) {
        if (column.isRequired() || named) {
            throw new InputException("the log has no column %s; it has %s%s"
                    .formatted(
                            name,
                            String.join(", ", present),
                            named ? "" : "; if it has another name, say --column %s=NAME".formatted(column)));
        }
    }

    private static Column checked(LogColumn column, String name, StructType schema) {
        var type = schema.apply(name).dataType();
        if (!column.accepts(type)) {
            throw new InputException(
                    "column %s must be %s, but is %s".formatted(name, column.expectedType(), type.simpleString()));
        }
        return col("`" + name.replace("`", "``") + "`")
                .cast(column.readAs(type))
                .as(column.toString());
    }

    private static Column absent(LogColumn column) {
        return lit(null).cast(column.readAs(new ArrayType())).as(column.toString());
    }

    /** Whether the log has this column. */
    public boolean has(LogColumn column) {
        return present.contains(column);
    }

    /**
     * The rows as primitives. A partition's iterator gives the same object again and again: use it before the next. Where
     * a sample has several rows (positions), they follow one another in one partition.
     */
    public JavaRDD<LogRow> read(Units units) {
        SampleNaming naming = naming();
        try (BatchSize fitted = BatchSize.fitting(rows)) {
            return PrimitiveRows.of(has(LogColumn.POSITION) ? sampleBySample() : rows)
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
        return rows.repartition(key).sortWithinPartitions(order);
    }
}
