package dev.activations.jobs.earlier;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.gates.baseline.LayerSnapshot;
import dev.activations.jobs.gates.baseline.Place;
import dev.activations.jobs.gates.baseline.UnitSets;
import dev.activations.jobs.log.source.ReadFailure;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The dead units of an earlier diagnosis, from its table of units. The executors make bitmaps of them, so a layer of a million
 * units comes to the driver in 250 kB.
 */
final class EarlierUnits {

    /** As many as one of Spark's bitmaps has room for. */
    private static final int UNITS_OF_A_BITMAP = 32_768;

    /** Of more different steps than that, all are read. */
    private static final int MOST_STEPS = 1000;

    private final SparkSession session;
    private final String name;
    private final String folder;

    /**
     * @param name what the user calls the baseline
     * @param folder the folder of the table
     */
    EarlierUnits(SparkSession session, String name, String folder) {
        this.session = session;
        this.name = name;
        this.folder = folder;
    }

    /** The layers with the units of their last steps; without them where the table does not have every unit once. */
    List<LayerSnapshot> addedTo(List<LayerSnapshot> layers) {
        Map<Place, Long> steps =
                layers.stream().collect(Collectors.toMap(LayerSnapshot::place, LayerSnapshot::step, Math::max));
        Map<Place, Sets> byLayer = new HashMap<>();
        try {
            Iterator<Row> rows = bitmaps(steps).toLocalIterator();
            while (rows.hasNext()) {
                Row row = rows.next();
                Place place = Place.of(row.getString(0), row.getString(1));
                if (steps.getOrDefault(place, Long.MIN_VALUE) == row.getLong(2)) {
                    byLayer.computeIfAbsent(place, p -> new Sets()).add(row);
                }
            }
        } catch (Exception e) { // Spark raises checked exceptions that it does not declare
            throw cannotRead(e);
        }
        return layers.stream()
                .map(layer -> with(layer, byLayer.get(layer.place())))
                .toList();
    }

    private InputException cannotRead(Exception e) {
        return new InputException(
                "baseline %s: its table of units cannot be read: %s"
                        .formatted(
                                name,
                                ReadFailure.describe(e)
                                        .map(Throwable::getMessage)
                                        .orElseGet(() -> SparkMessage.of(e))),
                e);
    }

    private Dataset<Row> bitmaps(Map<Place, Long> steps) {
        Dataset<Row> table = session.read().parquet(folder);
        Object[] wanted = steps.values().stream().distinct().toArray();
        String position = "unit % " + UNITS_OF_A_BITMAP;
        return table.where(wanted.length > MOST_STEPS ? lit(true) : col("step").isin(wanted))
                .groupBy(
                        coalesce(col("run"), lit("")).as("run"),
                        col("layer"),
                        col("step"),
                        expr("unit div " + UNITS_OF_A_BITMAP).as("bitmap"))
                .agg(
                        expr("count(*)"),
                        expr("bitmap_count(bitmap_construct_agg(%s))".formatted(position)),
                        expr(bitmap(position, UnitVerdict.DEAD)),
                        expr(bitmap(
                                position,
                                Arrays.stream(UnitVerdict.values())
                                        .filter(UnitSets::isUndecided)
                                        .toArray(UnitVerdict[]::new))));
    }

    /** Those of the units that have one of these verdicts, in as many bytes as the last unit needs. */
    private static String bitmap(String position, UnitVerdict... verdicts) {
        String names = Arrays.stream(verdicts).map(v -> "'" + v + "'").collect(Collectors.joining(", "));
        return "substring(bitmap_construct_agg(%s) FILTER (WHERE verdict IN (%s)), 1, max(%s) div 8 + 1)"
                .formatted(position, names, position);
    }

    private static LayerSnapshot with(LayerSnapshot layer, Sets sets) {
        if (!layer.noUnits().isEmpty()) {
            return layer;
        }
        long rows = sets == null ? 0 : sets.rows;
        return rows == layer.units() && sets.different == rows
                ? layer.with(new UnitSets(sets.dead, sets.undecided))
                : layer.withoutUnits(String.format(
                        Locale.ROOT,
                        "the baseline's table of units has %,d rows for its %,d units",
                        rows,
                        layer.units()));
    }

    /** What the bitmaps of one layer come to. */
    private static final class Sets {
        private final BitSet dead = new BitSet();
        private final BitSet undecided = new BitSet();
        private long rows;
        private long different;

        void add(Row row) {
            int first = Math.toIntExact(row.getLong(3) * UNITS_OF_A_BITMAP);
            rows += row.getLong(4);
            different += row.getLong(5);
            add(row.getAs(6), first, dead);
            add(row.getAs(7), first, undecided);
        }

        private static void add(byte[] bitmap, int first, BitSet units) {
            BitSet.valueOf(bitmap).stream().forEach(unit -> units.set(first + unit));
        }
    }
}
