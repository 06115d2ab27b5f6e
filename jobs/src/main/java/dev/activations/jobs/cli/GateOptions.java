package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.gates.Check;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a script can make the exit status depend on: the findings, and checks of the user's own. */
final class GateOptions {

    @Option(
            names = "--check",
            paramLabel = "CHECK",
            description =
                    "A condition that every layer with the figure must meet, such as 'dead_fraction < 0.2', 'fc.*:"
                            + " saturated_fraction < 0.5' or 'max(dead_fraction) over steps < 0.3'; docs/checks.md has the"
                            + " grammar. The exit status is 1 if one fails, and 3 if the log cannot tell. Repeatable.")
    private List<String> checks = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "fail",
            description =
                    "Which findings make the exit status 1: ${COMPLETION-CANDIDATES}. With new, a failing finding that the"
                            + " baseline lacks. Default: ${DEFAULT-VALUE}.")
    private FailOn failOn;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @throws ParameterException in one sentence, if an option is no check */
    void check() {
        try {
            checks.forEach(Check::parse);
        } catch (InputException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** Gives a diagnosis the checks. */
    ActivationDiagnostics declare(ActivationDiagnostics diagnostics) {
        checks.forEach(diagnostics::withCheck);
        return diagnostics;
    }

    FailOn failOn() {
        return failOn;
    }
}
