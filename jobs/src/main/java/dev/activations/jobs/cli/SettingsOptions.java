package dev.activations.jobs.cli;

import dev.activations.jobs.diagnosis.Settings;
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
            description = "One minus the confidence of every bound. By default ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(
            names = "--max-firing-rate",
            paramLabel = "RATE",
            defaultValue = "0.01",
            description = "A unit that provably fires more rarely is dead. By default ${DEFAULT-VALUE}.")
    private double maxFiringRate;

    @Option(
            names = "--epsilon",
            paramLabel = "VALUE",
            defaultValue = "0",
            description = "What a ReLU's output must exceed to count as firing. By default ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--output-layer",
            paramLabel = "NAME",
            defaultValue = Settings.DEEPEST_LAYER,
            description = "The layer that gives the model's output, or none. By default the deepest.")
    private String outputLayer;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Settings settings() {
        try {
            return Settings.DEFAULT
                    .withAlpha(alpha)
                    .withMaxFiringRate(maxFiringRate)
                    .withEpsilon(epsilon)
                    .withOutputLayer(outputLayer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
