package dev.activations.jobs.scan;

import static org.apache.spark.sql.functions.col;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerNames;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.Units;
import dev.activations.jobs.scan.StatisticsTable.Head;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables of statistics that are read together, and the settings that they were made with. */
public final class StatisticsTables {

    private static final String MADE_SO =
            "%s cannot be given for statistics: they were added up with %s; make them again from the log";

    private static final String TRAIN = "train";
    private static final Set<String> MODES = Set.of(TRAIN, "eval");
    private static final String WHILE_TRAINING = "%s recorded while the model trained (mode=train):"
            + " dropout and batch statistics were on, and each step has samples of its own";

    private final Dataset<Row> dataset;
    private final Dataset<Row> rows;
    private final List<Row> made;

    private StatisticsTables(Dataset<Row> dataset) {
        this.dataset = dataset;
        rows = StatisticsTable.normalise(dataset);
        made = rows.select(
                        col(Head.EPSILON.column()),
                        col(Head.UNIT_AXIS.column()),
                        col(Head.FILTER.column()),
                        col(Head.STEP.column()).isNotNull(),
                        col(Head.MODE.column()),
                        col(Head.RUN.column()))
                .distinct()
                .collectAsList();
    }

    /** @param dataset rows of tables, and perhaps of a log */
    public static StatisticsTables of(Dataset<Row> dataset) {
        return new StatisticsTables(dataset);
    }

    /** The rows of the tables, with the columns of {@link StatisticsTable#SCHEMA}. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** The rows that are a log's, without the columns that only a table has. */
    public Dataset<Row> otherRows() {
        String[] ofTables = Stream.of(StatisticsTable.SCHEMA.fieldNames())
                .filter(name -> LogColumn.named(name)
                        .filter(LogColumn.ofRows()::contains)
                        .isEmpty())
                .toArray(String[]::new);
        return dataset.where(col(StatisticsTable.VERSION_COLUMN).isNull()).drop(ofTables);
    }

    /** Whether every log said at which steps its rows were recorded. */
    public boolean tellSteps() {
        return made.stream().allMatch(row -> row.getBoolean(3));
    }

    /** The conditions that the logs' rows were chosen by. */
    public List<String> filters() {
        return inOrder(made.stream().map(row -> row.getString(2)));
    }

    /**
     * What a reader must know of how the tables were made, a sentence each.
     *
     * @throws InputException if a table says another mode than {@code train} and {@code eval}
     */
    public List<String> notes() {
        List<String> others = inOrder(
                made.stream().map(row -> row.getString(4)).filter(mode -> mode != null && !MODES.contains(mode)));
        if (!others.isEmpty()) {
            throw new InputException("mode of the statistics must be train or eval, not " + others.get(0));
        }
        List<Row> training =
                made.stream().filter(row -> TRAIN.equals(row.getString(4))).toList();
        if (training.isEmpty()) {
            return List.of();
        }
        List<String> runs = inOrder(training.stream().map(row -> row.getString(5)));
        return List.of(WHILE_TRAINING.formatted(
                switch (runs.size()) {
                    case 0 -> "the log was";
                    case 1 -> "run " + runs.get(0) + " was";
                    default -> "runs " + LayerNames.shortened(runs) + " were";
                }));
    }

    private static List<String> inOrder(Stream<String> texts) {
        return texts.filter(Objects::nonNull).distinct().sorted().toList();
    }

    /**
     * Refuses what cannot be changed any more.
     *
     * @param settings those that are asked for
     * @param activations patterns of layers that an activation is asked for
     * @param filter the condition that rows are to be chosen by; empty for all
     * @throws InputException naming the option
     */
    public void refuse(Settings settings, List<String> activations, String filter) {
        if (!activations.isEmpty()) {
            throw new InputException(
                    MADE_SO.formatted("--activation", "the activations that the log or options named"));
        }
        if (!filter.isEmpty()) {
            throw new InputException(MADE_SO.formatted("--where", "the rows that were there"));
        }
        if (settings.epsilon() != Settings.DEFAULT.epsilon() && settings.epsilon() != epsilon()) {
            throw new InputException(MADE_SO.formatted("--epsilon", "epsilon = " + epsilon()));
        }
        if (!settings.units().equals(Settings.DEFAULT.units())
                && !settings.units().equals(units())) {
            String option = settings.units().elements() ? "--unit" : "--channel-axis";
            throw new InputException(MADE_SO.formatted(option, words(units())));
        }
    }

    private static String words(Units units) {
        if (units.elements()) {
            return "every element as a unit";
        }
        return units.axes().isEmpty()
                ? "the channels that the log named"
                : "the channels along " + units.toString().replace("\n", ", ");
    }

    /** The settings asked for, with what the tables were made with. */
    public Settings settings(Settings asked) {
        return made.isEmpty()
                ? asked
                : asked.toBuilder().epsilon(epsilon()).units(units()).build();
    }

    private double epsilon() {
        return only(
                "epsilon",
                made.stream()
                        .map(row -> row.isNullAt(0) ? 0.0 : row.getDouble(0))
                        .distinct()
                        .toList());
    }

    private Units units() {
        String axis = only(
                "unit_axis",
                made.stream()
                        .map(row -> row.isNullAt(1) ? "" : row.getString(1))
                        .distinct()
                        .toList());
        try {
            return Units.of(axis);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "unit_axis of the statistics must be element, an axis, or LAYERS=AXIS, not " + axis, e);
        }
    }

    private static <T> T only(String setting, List<T> values) {
        if (values.size() > 1) {
            throw new InputException(
                    "the tables of statistics were made with %s = %s and %s; only tables that agree can be merged"
                            .formatted(setting, values.get(0), values.get(1)));
        }
        return values.get(0);
    }
}
