package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.gates.FailOn;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the diagnosis is compared with. */
final class BaselineOptions {

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = "An earlier diagnosis to compare with: its --output folder or report.json, or a table of"
                    + " statistics. docs/baseline.md explains the comparison.")
    private String baseline;

    @Option(
            names = "--same-units",
            description =
                    "The baseline is of the same network earlier: also test for each layer whether more units died"
                            + " than came back (McNemar's exact test).")
    private boolean sameUnits;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Raises what cannot be asked for without a baseline, before Spark is started. */
    void check(FailOn failOn) {
        if (baseline != null) {
            return;
        }
        if (failOn == FailOn.NEW) {
            throw usage(
                    "--fail-on new needs a baseline: add --baseline DIR, the --output folder of an earlier diagnosis");
        }
        if (sameUnits) {
            throw usage(
                    "--same-units needs a baseline: add --baseline DIR, the --output folder of an earlier diagnosis");
        }
    }

    /** Tells a diagnosis what to compare with. */
    ActivationDiagnostics declare(ActivationDiagnostics diagnostics) {
        if (baseline != null) {
            diagnostics.withBaseline(baseline);
        }
        return sameUnits ? diagnostics.withSameUnits() : diagnostics;
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
