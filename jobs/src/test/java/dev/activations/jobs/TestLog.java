package dev.activations.jobs;

import dev.activations.jobs.model.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Builds an activation log row by row; what is set holds for the rows that follow. */
final class TestLog {

    private static final StructType SCHEMA = new StructType()
            .add("run", DataTypes.StringType)
            .add("step", DataTypes.LongType)
            .add("layer", DataTypes.StringType)
            .add("depth", DataTypes.IntegerType)
            .add("activation", DataTypes.StringType)
            .add("sample", DataTypes.LongType)
            .add("pre", DataTypes.createArrayType(DataTypes.FloatType))
            .add("post", DataTypes.createArrayType(DataTypes.FloatType));

    private final List<Row> rows = new ArrayList<>();
    private String run = "run";
    private long step;
    private String layer = "fc";
    private Integer depth = 0;
    private String activation = "relu";
    private long sample;

    private TestLog() {}

    static TestLog log() {
        return new TestLog();
    }

    TestLog run(String name) {
        run = name;
        return at(0);
    }

    TestLog layer(String name, Integer itsDepth, String itsActivation) {
        layer = name;
        depth = itsDepth;
        activation = itsActivation;
        return at(0);
    }

    /** The step of the rows that follow, whose samples count from 0. */
    TestLog at(long aStep) {
        step = aStep;
        sample = 0;
        return this;
    }

    /** One sample's outputs; null for a NULL element. */
    TestLog post(Float... values) {
        return row(null, values);
    }

    /** One sample's inputs; null for a NULL element. */
    TestLog pre(Float... values) {
        return row(values, null);
    }

    /** As many samples of the same outputs. */
    TestLog posts(int samples, Float... values) {
        for (int i = 0; i < samples; i++) {
            post(values);
        }
        return this;
    }

    /** One sample's inputs and outputs; null for a column without any. */
    TestLog row(Float[] pre, Float[] post) {
        rows.add(RowFactory.create(run, step, layer, depth, activation, sample++, list(pre), list(post)));
        return this;
    }

    private static List<Float> list(Float[] values) {
        return values == null ? null : Arrays.asList(values);
    }

    Dataset<Row> rows() {
        return Sessions.shared().createDataFrame(rows, SCHEMA).repartition(3);
    }

    /** Diagnosed with the rules of other tools. */
    Report presets(String... presets) {
        return presets(Settings.DEFAULT, presets);
    }

    Report presets(Settings settings, String... presets) {
        ActivationDiagnostics diagnostics = ActivationDiagnostics.on(rows()).withSettings(settings);
        Arrays.stream(presets).forEach(diagnostics::withPreset);
        return diagnostics.run();
    }

    Report diagnosed() {
        return ActivationDiagnostics.on(rows()).run();
    }
}
