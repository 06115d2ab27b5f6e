package dev.activations.jobs.tables;

import dev.activations.jobs.diagnosis.UnitRow;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.StepKey;
import dev.activations.jobs.scan.ScanContext;
import dev.activations.jobs.state.SampleCounts;
import dev.activations.jobs.state.StepState;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaPairRDD;
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

    private final JavaPairRDD<StepKey, StepState> states;
    private final Broadcast<ScanContext> context;
    private final Broadcast<SampleCounts> samples;

    /** @param states what the log's rows add up to, each step of each layer once */
    public UnitsTable(
            JavaPairRDD<StepKey, StepState> states, Broadcast<ScanContext> context, Broadcast<SampleCounts> samples) {
        this.states = states;
        this.context = context;
        this.samples = samples;
    }

    /** @param pastsOfUnits what became of each unit over the steps */
    public Dataset<Row> of(SparkSession session, UnitPasts pastsOfUnits) {
        Broadcast<UnitPasts> pasts = new JavaSparkContext(session.sparkContext()).broadcast(pastsOfUnits);
        Broadcast<ScanContext> scanned = context;
        Broadcast<SampleCounts> counted = samples;
        JavaRDD<Row> rows =
                states.flatMap(step -> rows(step._1(), step._2(), scanned.value(), counted.value(), pasts.value()));
        return session.createDataFrame(rows, SCHEMA);
    }

    private static Iterator<Row> rows(
            StepKey key, StepState state, ScanContext context, SampleCounts counts, UnitPasts pasts) {
        LayerDeclaration layer = context.layers().get(key.layer());
        long counted = counts.at(key.layer()).get(key.step()).samples();
        return state.statistics().stream()
                .flatMap(statistics ->
                        UnitRow.of(statistics, Math.min(statistics.samples(), counted), layer, context.settings()))
                .map(unit -> row(key.layer(), key.step(), unit, pasts.of(key.layer(), unit.unit())))
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
