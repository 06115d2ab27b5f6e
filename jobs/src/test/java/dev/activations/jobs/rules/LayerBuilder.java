package dev.activations.jobs.rules;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.LayerOverSteps;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.UnitsOverTime;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.state.RowCounts;
import dev.activations.jobs.state.SampleSet;
import dev.activations.jobs.state.StepState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Builds the diagnosis of one layer, step by step, out of what its units do. */
final class LayerBuilder {

    private final String activation;
    private final TreeMap<Long, StepState> steps = new TreeMap<>(Comparator.reverseOrder());
    private Settings settings = Settings.DEFAULT;
    private String run = "run";
    private String name = "layer";
    private int depth;
    private String role = "";
    private UnitLayout layout;
    private Unit[] gradients = {};
    private long duplicates;
    private long missingRows;
    private int units;

    private LayerBuilder(String activation) {
        this.activation = activation;
    }

    /** @param activation a catalogue call; empty for none */
    static LayerBuilder layer(String activation) {
        return new LayerBuilder(activation);
    }

    LayerBuilder named(String layer, int itsDepth) {
        name = layer;
        depth = itsDepth;
        return this;
    }

    /** Declares the layer's role. */
    LayerBuilder as(Role declared) {
        role = declared.toString();
        return this;
    }

    /** Lays the units' values out as a shape; otherwise each is a unit of its own. */
    LayerBuilder shaped(UnitLayout shape) {
        layout = shape;
        return this;
    }

    /** The loss gradients of the rows of each following step. */
    LayerBuilder gradients(Unit... ofUnits) {
        gradients = ofUnits;
        return this;
    }

    LayerBuilder with(Settings changed) {
        settings = changed;
        return this;
    }

    /** So many of the rows of each following step are there again: they are samples that prove nothing. */
    LayerBuilder duplicates(long rows) {
        duplicates = rows;
        return this;
    }

    /** So many rows of each following step, beside the others, have no values. */
    LayerBuilder missingRows(long rows) {
        missingRows = rows;
        return this;
    }

    /** A step whose rows are the units' outputs. */
    LayerBuilder step(long step, int samples, Unit... outputs) {
        return add(step, samples, new Unit[0], outputs);
    }

    /** A step whose rows are the units' inputs. */
    LayerBuilder stepOfInputs(long step, int samples, Unit... inputs) {
        return add(step, samples, inputs, new Unit[0]);
    }

    /** A step whose rows are inputs and outputs, for as many units each. */
    LayerBuilder stepOfBoth(long step, int samples, Unit[] inputs, Unit[] outputs) {
        return add(step, samples, inputs, outputs);
    }

    private LayerBuilder add(long step, int samples, Unit[] inputs, Unit[] outputs) {
        units = Math.max(inputs.length, outputs.length);
        layout = layout == null ? UnitLayout.flat(units) : layout;
        SampleSet seen = new SampleSet();
        SampleSet others = new SampleSet();
        LayerStatistics statistics = statistics(samples, inputs, outputs, seen, others);
        for (long row = 0; row < missingRows; row++) {
            others.add(samples + row);
        }
        steps.put(
                step,
                StepState.of(
                        declaration(),
                        settings.epsilon(),
                        new SampleNaming(true, false),
                        new RowCounts(samples + missingRows, missingRows, 0),
                        Optional.of(statistics),
                        seen,
                        others));
        return this;
    }

    private LayerStatistics statistics(int samples, Unit[] inputs, Unit[] outputs, SampleSet seen, SampleSet others) {
        LayerStatistics statistics = new LayerStatistics(declaration().function(), layout, settings.epsilon());
        for (int s = 0; s < samples; s++) {
            long sample = s < samples - duplicates ? s : 0;
            (statistics.add(row(s, inputs), row(s, outputs), row(s, gradients)) ? seen : others).add(sample);
            statistics.endSample();
        }
        return statistics;
    }

    /** A value that is missing in the log is written as NaN with this payload. */
    static final double NULL = Double.longBitsToDouble(0x7ff8_0000_0000_0badL);

    private static RowValues row(int sample, Unit... values) {
        RowValues row = new RowValues();
        if (values.length > 0) {
            double[] numbers = new double[values.length];
            boolean[] isNull = new boolean[values.length];
            for (int u = 0; u < values.length; u++) {
                numbers[u] = values[u].at(sample);
                isNull[u] = Double.doubleToRawLongBits(numbers[u]) == Double.doubleToRawLongBits(NULL);
            }
            row.set(numbers, 0, numbers.length);
            row.leaveOutNulls(isNull);
        }
        return row;
    }

    private LayerDeclaration declaration() {
        return new LayerDeclaration(new LayerKey(run, name), depth, false, activation, "", role);
    }

    /** The layer over its steps. */
    LayerDiagnosis build() {
        return overSteps().diagnosed().diagnosis().get(0);
    }

    /** What became of each unit. */
    UnitsOverTime overTime() {
        return overSteps().overTime();
    }

    private LayerOverSteps overSteps() {
        LayerOverSteps layer = new LayerOverSteps(declaration(), settings);
        steps.forEach(layer::add);
        return layer;
    }

    /** The latest step of the layer alone. */
    StepDiagnosis latest() {
        return build().latest();
    }

    /** The findings of the layer in its declared role; where it has none, as a hidden one. */
    Found findings() {
        return role.isEmpty() ? as(Role.HIDDEN).findings() : Found.of(settings, build());
    }

    /** The findings of the layer where its role is to be derived. */
    Found findingsAsDerived() {
        return Found.of(settings, build());
    }

    /** What the rules found in the layers of one run. */
    record Found(RunReport run) {

        static Found of(Settings settings, LayerDiagnosis... layers) {
            return new Found(new RunJudge(settings).judge(List.of(layers)));
        }

        /** What was found, as "fail dead-units". */
        List<String> named() {
            return run.findings().stream()
                    .map(finding -> finding.severity() + " " + finding.rule())
                    .toList();
        }

        Optional<Finding> of(String rule) {
            return run.findings().stream()
                    .filter(finding -> finding.rule().name().equals(rule))
                    .findFirst();
        }

        Finding the(String rule) {
            return of(rule).orElseThrow(() -> new AssertionError("no " + rule + " but " + named()));
        }

        LayerVerdict verdict() {
            return run.layers().get(0).verdict();
        }
    }
}
