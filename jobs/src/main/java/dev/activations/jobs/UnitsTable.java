package dev.activations.jobs;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.jobs.diagnosis.LayerDeclaration;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.jobs.diagnosis.UnitRow;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
final class UnitsTable {

    static final StructType SCHEMA = new StructType()
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

    static Dataset<Row> of(
            SparkSession session,
            JavaPairRDD<StepKey, StepTotals> totals,
            Broadcast<Context> context,
            UnitPasts driverPasts) {
        Broadcast<UnitPasts> pasts = new JavaSparkContext(session.sparkContext()).broadcast(driverPasts);
        JavaRDD<Row> rows = totals.flatMap(step -> rows(step._1(), step._2(), context.value(), pasts.value()));
        return session.createDataFrame(rows, SCHEMA);
    }

    private static Iterator<Row> rows(StepKey key, StepTotals totals, Context context, UnitPasts pasts) {
        return totals.statistics().stream()
                .flatMap(statistics -> rows(key, statistics, context, pasts))
                .iterator();
    }

    private static Stream<Row> rows(StepKey key, LayerStatistics statistics, Context context, UnitPasts pasts) {
        LayerDeclaration layer = context.layers().get(key.layer());
        long samples = Math.min(
                statistics.samples(),
                context.samples().at(key.layer()).get(key.step()).samples());
        return UnitRow.of(statistics, samples, layer, context.settings())
                .map(unit -> row(key.layer(), key.step(), unit, pasts.of(key.layer(), unit.unit())));
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
