package dev.activations.jobs.tables;

import dev.activations.functions.Activation;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code layers}: a layer at a step, with all its figures; a figure that is undetermined is NULL. */
public final class LayersTable {

    public static final StructType SCHEMA = schema();

    private LayersTable() {}

    private static StructType schema() {
        StructType schema = new StructType()
                .add("run", DataTypes.StringType)
                .add("layer", DataTypes.StringType, false)
                .add("depth", DataTypes.IntegerType, false)
                .add("activation", DataTypes.StringType)
                .add("role", DataTypes.StringType, false)
                .add("role_declared", DataTypes.BooleanType, false)
                .add("units", DataTypes.IntegerType, false)
                .add("step", DataTypes.LongType, false)
                .add("is_latest", DataTypes.BooleanType, false)
                .add("verdict", DataTypes.StringType);
        for (Figure figure : Figure.reported()) {
            schema = schema.add(figure.key(), figure.isCount() ? DataTypes.LongType : DataTypes.DoubleType);
        }
        StructType bin = new StructType()
                .add("lower", DataTypes.DoubleType, false)
                .add("upper", DataTypes.DoubleType, false)
                .add("count", DataTypes.LongType, false);
        return schema.add("head_entropy", DataTypes.createArrayType(DataTypes.DoubleType, true))
                .add("quantiles", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false))
                .add("histogram", DataTypes.createArrayType(bin, false), false)
                .add("firing_density", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false));
    }

    public static List<Row> rows(List<RunReport> runs) {
        return runs.stream()
                .flatMap(run -> run.layers().stream())
                .flatMap(layer -> layer.diagnosis().steps().stream().map(step -> row(layer, step)))
                .toList();
    }

    private static Row row(LayerReport layer, StepDiagnosis step) {
        boolean latest = step.step() == layer.diagnosis().latest().step();
        var declared = layer.diagnosis().layer();
        List<Object> cells = new ArrayList<>();
        cells.add(declared.key().namedRun().orElse(null));
        cells.add(declared.key().layer());
        cells.add(declared.depth());
        cells.add(declared.function().map(Activation::call).orElse(null));
        cells.add(layer.diagnosis().role().toString());
        cells.add(declared.role().isPresent());
        cells.add(layer.diagnosis().units());
        cells.add(step.step());
        cells.add(latest);
        cells.add(latest ? layer.verdict().toString() : null);
        addFigures(cells, step.figures());
        return RowFactory.create(cells.toArray());
    }

    private static void addFigures(List<Object> cells, Figures figures) {
        for (Figure figure : Figure.reported()) {
            OptionalDouble value = figures.get(figure);
            if (value.isEmpty()) {
                cells.add(null);
            } else if (figure.isCount()) {
                cells.add((long) value.getAsDouble());
            } else {
                cells.add(value.getAsDouble());
            }
        }
        cells.add(
                figures.headEntropies().length == 0
                        ? null
                        : Arrays.stream(figures.headEntropies())
                                .mapToObj(head -> Double.isNaN(head) ? null : head)
                                .toArray());
        cells.add(
                figures.quantiles().isEmpty()
                        ? null
                        : figures.quantiles().entrySet().stream()
                                .collect(Collectors.toMap(
                                        quantile -> quantile.getKey().toString(), quantile -> quantile.getValue())));
        cells.add(figures.histogram().stream()
                .map(bin -> RowFactory.create(bin.lower(), bin.upper(), bin.count()))
                .toArray());
        cells.add(figures.firingDensity().isEmpty() ? null : figures.firingDensity());
    }
}
