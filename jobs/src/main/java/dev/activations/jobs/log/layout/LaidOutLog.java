package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.transform;

import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;

/**
 * A log in rows, whatever it was spelled like: with every column of {@link LogColumn#ofRows} in that order, each of the types
 * that {@link ColumnKind#read} gives; those that the log does not have are NULL.
 *
 * @param rows the rows
 * @param present the columns that the log has
 * @param layout the name of the layout that the log was spelled in
 * @param notes what was taken for granted, a sentence each
 */
public record LaidOutLog(Dataset<Row> rows, Set<LogColumn> present, String layout, List<String> notes) {

    /**
     * Finds out how a dataset spells a log.
     *
     * @throws InputException if it does not, or a column has a type that it cannot be read from
     */
    public static LaidOutLog of(Dataset<Row> dataset, LayoutOptions options) {
        LogSchema schema = LogSchema.of(dataset.schema(), options.names());
        LogLayout layout = LogLayouts.of(schema, options);
        RowForm form = layout.rows(dataset, schema, options);
        List<String> notes = new ArrayList<>(form.notes());
        notRead(schema, layout, options).ifPresent(notes::add);
        LaidOutLog log =
                new Reading(LogSchema.of(form.rows().schema(), Map.of()), notes).read(form.rows(), layout.name());
        return options.splitByWidth() ? log.splitByWidth() : log;
    }

    /** What a misspelt column, or one that another layout would read, is noticed by. */
    private static Optional<String> notRead(LogSchema schema, LogLayout layout, LayoutOptions options) {
        Set<String> known = schema.names(layout.columns());
        Set<String> others = layout.otherColumns(schema, options);
        List<String> ignored = schema.fields().stream()
                .filter(field -> !(field.dataType() instanceof NullType))
                .map(StructField::name)
                .filter(name -> !known.contains(name) && !others.contains(name))
                .toList();
        return ignored.isEmpty()
                ? Optional.empty()
                : Optional.of((ignored.size() == 1 ? "column %s is not read" : "columns %s are not read")
                        .formatted(LayerNames.shortened(ignored)));
    }

    private LaidOutLog splitByWidth() {
        SplitLayers split = SplitLayers.of(rows);
        List<String> all = new ArrayList<>(notes);
        all.addAll(split.notes());
        return new LaidOutLog(split.rows(), present, layout, all);
    }

    /** Checks the columns of rows, and reads them as the types that a log has. */
    private record Reading(LogSchema schema, List<String> notes) {

        LaidOutLog read(Dataset<Row> rows, String layout) {
            Set<LogColumn> present = EnumSet.noneOf(LogColumn.class);
            List<Column> columns = new ArrayList<>();
            for (LogColumn column : LogColumn.ofRows()) {
                Optional<Column> read = column(column);
                read.ifPresent(c -> present.add(column));
                columns.add(read.orElseGet(() -> absent(column)).as(column.toString()));
            }
            if (present.contains(LogColumn.POSITION) && !present.contains(LogColumn.SAMPLE)) {
                throw new InputException(
                        "a column position needs a column sample, because positions belong to a sample");
            }
            return new LaidOutLog(rows.select(columns.toArray(Column[]::new)), present, layout, notes);
        }

        private Optional<Column> column(LogColumn column) {
            if (schema.has(column)) {
                return Optional.of(checked(column));
            }
            return switch (column) {
                case SHAPE -> shape();
                case MASK -> schema.has(LogColumn.ATTENTION_MASK) ? Optional.of(leftOut()) : Optional.empty();
                default -> Optional.empty();
            };
        }

        private Column checked(LogColumn column) {
            StructField field = schema.field(column);
            if (!column.kind().accepts(field.dataType())) {
                throw new InputException("column %s must be %s, but is %s%s"
                        .formatted(
                                column,
                                column.kind().words(),
                                field.dataType().simpleString(),
                                Mending.of(column, field.dataType())));
            }
            return column.kind().read(schema.column(column), field.dataType(), new RowCheck(column.toString()));
        }

        /** What stands for a column that the log does not have: one step, otherwise NULL. */
        private Column absent(LogColumn column) {
            if (column == LogColumn.STEP) {
                notes.add("the log has no column step: all rows are of one step, 0");
                return lit(0L);
            }
            return lit(null).cast(column.kind().absent());
        }

        /** The shape that nested arrays have. */
        private Optional<Column> shape() {
            for (LogColumn values : List.of(LogColumn.POST, LogColumn.PRE)) {
                if (schema.has(values) && Types.isNested(schema.field(values).dataType())) {
                    return Optional.of(NestedArrays.shape(
                            schema.column(values), schema.field(values).dataType()));
                }
            }
            return Optional.empty();
        }

        private Column leftOut() {
            Column kept = checked(LogColumn.ATTENTION_MASK);
            DataType type = schema.field(LogColumn.ATTENTION_MASK).dataType();
            return type instanceof ArrayType ? transform(kept, functions::not) : not(coalesce(kept, lit(true)));
        }
    }
}
