package dev.activations.jobs.cli;

import dev.activations.jobs.model.LayerPattern;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.model.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that change a number of the report. */
final class SettingsOptions {

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "One minus the confidence of every bound. Default: ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(
            names = "--max-firing-rate",
            paramLabel = "RATE",
            defaultValue = "NaN",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "A unit that provably fires more rarely than this is dead. Default: 0.01, or 0.0001 for layers of"
                            + " role features.")
    private double maxFiringRate;

    @Option(names = "--family-wise", description = "Make a bound hold for all units of a layer at once (Bonferroni).")
    private boolean familyWise;

    @Option(
            names = "--epsilon",
            paramLabel = "VALUE",
            defaultValue = "0",
            description = "The output that a ReLU must exceed to count as firing. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            defaultValue = "channel",
            description = "What counts as a unit if the log has shapes: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private Unit unit;

    @Option(
            names = "--channel-axis",
            paramLabel = "[LAYERS=]AXIS",
            description =
                    "The axis of a shape that counts channels, from 0, or from -1 at the end: for all layers, or for those"
                            + " whose names match a regular expression, such as 'conv.*=-1'. Repeatable; the first match"
                            + " counts. Default: the log's unit_axis, or 0.")
    private List<String> channelAxes = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "STEPS",
            defaultValue = "latest",
            description = "The steps that a verdict is about: latest, all or last:N. Default: ${DEFAULT-VALUE}.")
    private String window;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Settings settings(boolean assumesOutput) {
        try {
            return Settings.builder()
                    .alpha(alpha)
                    .maxFiringRate(maxFiringRate)
                    .familyWise(familyWise)
                    .epsilon(epsilon)
                    .units(new Units(unit == Unit.ELEMENT, axes()))
                    .window(StepWindow.parse(window))
                    .assumesOutput(assumesOutput)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private List<Units.LayerAxis> axes() {
        return channelAxes.stream().map(this::axis).toList();
    }

    private Units.LayerAxis axis(String text) {
        try {
            Units.LayerAxis axis = Units.LayerAxis.of(text);
            LayerPattern.of(axis.layers());
            return axis;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "channel-axis takes an axis, such as -1, or one of some layers, such as 'conv.*=-1', not '%s'"
                            .formatted(text),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("channel-axis %s: %s".formatted(text, e.getMessage()), e);
        }
    }

    /** What {@code --unit} chooses from. */
    enum Unit {
        CHANNEL,
        ELEMENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
