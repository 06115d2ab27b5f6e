package dev.activations.jobs.scan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unbase64;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.SumColumns;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table of statistics, in their order: the key of a row and how it was made, the samples it rests on, and
 * the sums as their accumulators name them. docs/statistics.md explains each.
 */
public final class StatisticsTable {

    /** Of this layout of the table; a table of a later one is refused. */
    static final int VERSION = 1;

    static final String VERSION_COLUMN = "statistics_version";

    private static final DataType COUNTS = DataTypes.createArrayType(DataTypes.LongType, true);
    private static final DataType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType, true);
    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, true);

    /** The columns that are not sums. */
    enum Head {
        STATISTICS_VERSION(DataTypes.IntegerType),
        RUN(DataTypes.StringType),
        LAYER(DataTypes.StringType),
        STEP(DataTypes.LongType),
        DEPTH(DataTypes.LongType),
        ACTIVATION(DataTypes.StringType),
        ACTIVATION_IN_LOG(DataTypes.StringType),
        ROLE(DataTypes.StringType),
        MODE(DataTypes.StringType),
        UNIT_AXIS(DataTypes.StringType),
        EPSILON(DataTypes.DoubleType),
        FILTER(DataTypes.StringType),
        POSITIONS_BEFORE(DataTypes.LongType),
        UNITS(DataTypes.LongType),
        POSITIONS_AFTER(DataTypes.LongType),
        LAST_AXIS(DataTypes.LongType),
        AXES(DataTypes.LongType),
        HEADS(DataTypes.LongType),
        FIRST_UNIT(DataTypes.LongType),
        SAMPLES_NAMED(DataTypes.BooleanType),
        SEVERAL_ROWS_PER_SAMPLE(DataTypes.BooleanType),
        LOG_ROWS(DataTypes.LongType),
        ROWS_WITHOUT_VALUES(DataTypes.LongType),
        REPEATED_POSITIONS(DataTypes.LongType),
        SAMPLE_NUMBERS(COUNTS),
        SAMPLE_BITMAP(DataTypes.BinaryType),
        SAMPLE_NAMES(TEXTS),
        SAMPLE_HASHES(TEXTS),
        EMPTY_SAMPLE_NUMBERS(COUNTS),
        EMPTY_SAMPLE_BITMAP(DataTypes.BinaryType),
        EMPTY_SAMPLE_NAMES(TEXTS),
        EMPTY_SAMPLE_HASHES(TEXTS);

        private final DataType type;

        Head(DataType type) {
            this.type = type;
        }

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many columns belong to a layer as a whole; those of its units follow. */
    static final int LAYER_COLUMNS;

    public static final StructType SCHEMA;

    static {
        SchemaOfSums sums = new SchemaOfSums();
        LayerStatistics any = new LayerStatistics(Optional.empty(), UnitLayout.flat(1), 0);
        any.layerColumns(sums);
        LAYER_COLUMNS = sums.fields.size();
        any.unitColumns(sums, 0, 1);
        List<StructField> fields = new ArrayList<>();
        for (Head head : Head.values()) {
            fields.add(DataTypes.createStructField(head.column(), head.type, true));
        }
        fields.addAll(sums.fields);
        SCHEMA = DataTypes.createStructType(fields);
    }

    private StatisticsTable() {}

    /** Whether a dataset of these columns is such a table. */
    public static boolean isTable(StructType columns) {
        return List.of(columns.fieldNames()).contains(VERSION_COLUMN);
    }

    /**
     * The rows of a table with its columns in their order and of their types, where a file has them otherwise or not at all.
     *
     * @param rows rows of Parquet, or of JSON lines whose types were guessed
     * @throws InputException if a column is of a type that cannot be read as its own
     */
    public static Dataset<Row> normalise(Dataset<Row> rows) {
        List<String> present = List.of(rows.columns());
        Column[] columns = Stream.of(SCHEMA.fields())
                .map(field -> present.contains(field.name()) ? cast(rows.schema(), field) : absent(field))
                .toArray(Column[]::new);
        try {
            return rows.where(col(VERSION_COLUMN).isNotNull()).select(columns);
        } catch (Exception e) { // Spark's analysis raises a checked exception that it does not declare
            throw new InputException("the table of statistics cannot be read: " + SparkMessage.of(e), e);
        }
    }

    private static Column cast(StructType schema, StructField field) {
        Column column = col(field.name());
        boolean encoded = field.dataType() instanceof BinaryType
                && schema.apply(field.name()).dataType() instanceof StringType;
        return (encoded ? unbase64(column) : column.cast(field.dataType())).as(field.name());
    }

    private static Column absent(StructField field) {
        return lit(null).cast(field.dataType()).as(field.name());
    }

    /** Notes names and types of the sums. */
    private static final class SchemaOfSums implements SumColumns {

        private final List<StructField> fields = new ArrayList<>();

        private void add(String name, DataType type) {
            fields.add(DataTypes.createStructField(name, type, true));
        }

        @Override
        public long count(String name, long value) {
            add(name, DataTypes.LongType);
            return value;
        }

        @Override
        public double number(String name, double value) {
            add(name, DataTypes.DoubleType);
            return value;
        }

        @Override
        public long[] counts(String name, long[] values) {
            add(name, COUNTS);
            return values;
        }

        @Override
        public double[] numbers(String name, double[] values) {
            add(name, NUMBERS);
            return values;
        }

        @Override
        public long[] counts(String name, long[] all, int first, int end) {
            add(name, COUNTS);
            return all;
        }

        @Override
        public double[] numbers(String name, double[] all, int first, int end) {
            add(name, NUMBERS);
            return all;
        }
    }
}
