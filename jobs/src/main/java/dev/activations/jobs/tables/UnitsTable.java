package dev.activations.jobs.tables;

import dev.activations.jobs.diagnosis.UnitJudging;
import dev.activations.jobs.diagnosis.UnitRow;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.scan.LayerSteps;
import dev.activations.jobs.scan.Statistics;
import dev.activations.jobs.state.StepState;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code units}: a unit at a step. It is made on the executors, step by step, and never comes to the driver. */
public final class UnitsTable {

    public static final StructType SCHEMA = new StructType()
            .add("run", DataTypes.StringType)
            .add("layer", DataTypes.StringType, false)
            .add("unit", DataTypes.IntegerType, false)
            .add("step", DataTypes.LongType, false)
            .add("samples", DataTypes.LongType, false)
            .add("fired", DataTypes.LongType)
            .add("firing_rate", DataTypes.DoubleType)
            .add("firing_rate_upper_bound", DataTypes.DoubleType)
            .add("verdict", DataTypes.StringType, false)
            .add("values", DataTypes.LongType, false)
            .add("saturated_low", DataTypes.LongType)
            .add("saturated_high", DataTypes.LongType)
            .add("mean", DataTypes.DoubleType)
            .add("standard_deviation", DataTypes.DoubleType)
            .add("min", DataTypes.DoubleType)
            .add("max", DataTypes.DoubleType)
            .add("last_fired_step", DataTypes.LongType)
            .add("silent_since", DataTypes.LongType)
            .add("died_at_step", DataTypes.LongType)
            .add("revived_at_step", DataTypes.LongType);

    private UnitsTable() {}

    /** The table of a log's units. */
    public static Dataset<Row> of(Statistics statistics) {
        Settings settings = statistics.context().settings();
        Map<LayerKey, UnitPasts.OfLayer> byLayer = new HashMap<>();
        statistics.map(layer -> new Past(layer, settings)).collect().forEach(past -> past.addTo(byLayer));
        SparkSession session = statistics.session();
        Broadcast<UnitPasts> pasts = new JavaSparkContext(session.sparkContext()).broadcast(UnitPasts.of(byLayer));
        JavaRDD<Row> rows = statistics.flatMap((step, state) -> rows(step, state, settings, pasts.value()));
        return session.createDataFrame(rows, SCHEMA);
    }

    /** Follows the units of one layer; the log may not tell when they fire. */
    private static final class Past implements LayerSteps.Taker<PastOfLayer> {
        private final LayerDeclaration layer;
        private final UnitJudging judging;

        Past(LayerDeclaration layer, Settings settings) {
            this.layer = layer;
            judging = new UnitJudging(layer, settings);
        }

        @Override
        public void add(long step, StepState state) {
            judging.add(step, state);
        }

        @Override
        public PastOfLayer end() {
            return new PastOfLayer(
                    layer.key(), judging.tellsFiring() ? List.of(UnitPasts.OfLayer.of(judging.overTime())) : List.of());
        }
    }

    /** What became of a layer's units; of none where the log does not tell. */
    private record PastOfLayer(LayerKey layer, List<UnitPasts.OfLayer> units) implements Serializable {
        void addTo(Map<LayerKey, UnitPasts.OfLayer> byLayer) {
            units.forEach(ofLayer -> byLayer.put(layer, ofLayer));
        }
    }

    private static Iterator<Row> rows(long step, StepState state, Settings settings, UnitPasts pasts) {
        LayerDeclaration layer = state.layer();
        return state.statistics().stream()
                .flatMap(statistics -> UnitRow.of(statistics, state.samples(), layer, settings))
                .map(unit -> row(layer.key(), step, unit, pasts.of(layer.key(), unit.unit())))
                .iterator();
    }

    private static Row row(LayerKey key, long step, UnitRow unit, UnitPasts.Past past) {
        Long fired = orNull(unit.fired());
        return RowFactory.create(
                key.namedRun().orElse(null),
                key.layer(),
                unit.unit(),
                step,
                unit.samples(),
                fired,
                fired == null || unit.samples() == 0 ? null : (double) fired / unit.samples(),
                orNull(unit.firingRateUpperBound()),
                unit.verdict().toString(),
                unit.values(),
                orNull(unit.saturatedLow()),
                orNull(unit.saturatedHigh()),
                orNull(unit.mean()),
                orNull(unit.standardDeviation()),
                orNull(unit.min()),
                orNull(unit.max()),
                past.lastFired(),
                past.silentSince(),
                past.diedAt(),
                past.revivedAt());
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
