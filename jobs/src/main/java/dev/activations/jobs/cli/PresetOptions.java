package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.gates.preset.ChosenPreset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which other tools' rules are asked too. */
final class PresetOptions {

    @Option(
            names = "--preset",
            paramLabel = "NAME[:PARAMETERS]",
            description =
                    "Also give the verdicts of another tool, by its own rules and limits: sagemaker, redo, torch-audit,"
                            + " torchmortem or deepdiagnosis. Parameters change its limits, such as redo:tau=0.1; rules=A+B"
                            + " chooses among its rules. A rule that speaks makes the exit status 1. Repeatable;"
                            + " docs/presets.md lists all of it.")
    private List<String> presets = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses what does not exist, before anything is read. */
    void check() {
        try {
            presets.forEach(ChosenPreset::parse);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--preset: " + e.getMessage(), e);
        }
    }

    /** Asks a diagnosis for them. */
    ActivationDiagnostics ask(ActivationDiagnostics diagnostics) {
        presets.forEach(diagnostics::withPreset);
        return diagnostics;
    }
}
