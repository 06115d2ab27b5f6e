package dev.activations.jobs.tables;

import dev.activations.functions.Activation;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code verdicts}: what each layer comes to, in the order of the report. */
public final class VerdictsTable {

    public static final StructType SCHEMA = new StructType()
            .add("run", DataTypes.StringType)
            .add("layer", DataTypes.StringType, false)
            .add("depth", DataTypes.IntegerType, false)
            .add("activation", DataTypes.StringType)
            .add("role", DataTypes.StringType, false)
            .add("units", DataTypes.IntegerType, false)
            .add("step", DataTypes.LongType, false)
            .add("verdict", DataTypes.StringType, false);

    private VerdictsTable() {}

    public static List<Row> rows(List<RunReport> runs) {
        return runs.stream()
                .flatMap(run -> run.layers().stream())
                .map(VerdictsTable::row)
                .toList();
    }

    private static Row row(LayerReport layer) {
        var declared = layer.diagnosis().layer();
        return RowFactory.create(
                declared.key().namedRun().orElse(null),
                declared.key().layer(),
                declared.depth(),
                declared.function().map(Activation::call).orElse(null),
                layer.diagnosis().role().toString(),
                layer.diagnosis().units(),
                layer.diagnosis().latest().step(),
                layer.verdict().toString());
    }
}
