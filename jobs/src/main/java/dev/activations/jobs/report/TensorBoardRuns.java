package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The diagnosis as TensorBoard reads it: the folder {@code tensorboard} with a folder for each run, and in it one event file
 * with a scalar for each layer, figure and step ({@code fc1/dead_fraction}), and a histogram for each layer and step
 * ({@code fc1/distribution}). A figure that cannot be determined, or that is too large
 * for TensorBoard's single precision, has no scalar.
 */
public final class TensorBoardRuns implements ReportFormat {

    /** The histogram's name among the figures' of a layer. */
    private static final String DISTRIBUTION = "distribution";

    private static final String WHAT_IT_IS = "the layer's finite outputs";

    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int HISTO = 5;
    private static final int METADATA = 9;
    private static final int SCALAR_CLASS = 1;
    private static final int TENSOR_CLASS = 2;

    private final Made made;

    public TensorBoardRuns(Made made) {
        this.made = made;
    }

    @Override
    public String file() {
        return "tensorboard";
    }

    @Override
    public void write(Report report, FileSink files) throws IOException {
        long seconds = made.date().map(Instant::getEpochSecond).orElse(0L);
        for (RunReport run : report.runs()) {
            String folder = run.run().isEmpty() ? file() : file() + "/" + SafeName.of(run.run());
            try (OutputStream out = new BufferedOutputStream(
                    files.create("%s/events.out.tfevents.%010d.activations".formatted(folder, seconds)))) {
                write(run, new EventFile(out, seconds));
            }
        }
    }

    /** By step, and then by depth: readers take the events of a run in the order of its steps. */
    private static void write(RunReport run, EventFile events) throws IOException {
        TreeMap<Long, List<LayerAtStep>> bySteps = new TreeMap<>();
        for (LayerReport layer : run.layers()) {
            String name = PlainText.of(layer.diagnosis().layer().key().layer());
            for (StepDiagnosis step : layer.diagnosis().steps()) {
                bySteps.computeIfAbsent(step.step(), any -> new ArrayList<>())
                        .add(new LayerAtStep(name, step.figures()));
            }
        }
        Set<String> described = new HashSet<>();
        for (Map.Entry<Long, List<LayerAtStep>> step : bySteps.entrySet()) {
            for (LayerAtStep layer : step.getValue()) {
                events.write(step.getKey(), summary(layer, described));
            }
        }
    }

    private record LayerAtStep(String layer, Figures figures) {}

    /** @param described tags that have been explained: once for each is enough */
    private static ProtoMessage summary(LayerAtStep layer, Set<String> described) {
        ProtoMessage summary = new ProtoMessage();
        for (Figure figure : Figure.reported()) {
            OptionalDouble number = layer.figures().get(figure);
            float shown = (float) number.orElse(Double.NaN);
            if (Float.isFinite(shown)) {
                summary.message(
                        VALUE,
                        value(layer.layer() + "/" + figure.key(), "scalars", SCALAR_CLASS, figure.meaning(), described)
                                .shortNumber(SIMPLE_VALUE, shown));
            }
        }
        if (!HistogramValue.bins(layer.figures()).isEmpty()) {
            summary.message(
                    VALUE,
                    value(layer.layer() + "/" + DISTRIBUTION, "histograms", TENSOR_CLASS, WHAT_IT_IS, described)
                            .message(HISTO, HistogramValue.of(layer.figures())));
        }
        return summary;
    }

    private static ProtoMessage value(
            String tag, String plugin, int dataClass, String description, Set<String> described) {
        ProtoMessage value = new ProtoMessage().text(TAG, tag);
        if (described.add(tag)) {
            value.message(
                    METADATA,
                    new ProtoMessage()
                            .message(1, new ProtoMessage().text(1, plugin))
                            .text(3, description)
                            .integer(4, dataClass));
        }
        return value;
    }
}
