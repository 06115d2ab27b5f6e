package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.model.LayerPattern;
import dev.activations.jobs.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What part layers play in the network, where the log does not say so itself. */
final class RoleOptions {

    private static final String NONE = "none";

    @Option(
            names = "--role",
            paramLabel = "LAYERS=ROLE",
            description =
                    "The role of the layers whose whole names match a regular expression, such as '.*gate.*=gate': hidden,"
                            + " output, gate, attention, router or features. Overrides the log. Repeatable; the first match"
                            + " counts.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--output-layer",
            paramLabel = "NAME",
            description =
                    "A layer that gives the model's output, like --role NAME=output. With none, a sigmoid at the deepest"
                            + " layer is not taken for the output. Repeatable.")
    private List<String> outputLayers = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether a sigmoid at the deepest layer may be taken for the output. */
    boolean assumesOutput() {
        return !outputLayers.contains(NONE);
    }

    /** Declares the roles to a diagnosis. */
    ActivationDiagnostics declare(ActivationDiagnostics diagnostics) {
        roles().forEach(diagnostics::withRole);
        return diagnostics;
    }

    /** The roles by pattern, in the order that they are tried. */
    Map<String, Role> roles() {
        Map<String, Role> byPattern = new LinkedHashMap<>();
        roles.forEach(option -> add(option, byPattern));
        outputLayers.stream()
                .filter(name -> !name.equals(NONE))
                .forEach(name -> byPattern.putIfAbsent(literal(name), Role.OUTPUT));
        return byPattern;
    }

    /** A layer's name may hold the equals sign, a role does not. */
    private void add(String option, Map<String, Role> byPattern) {
        int equals = option.lastIndexOf('=');
        if (equals < 1) {
            throw usage("--role takes a pair such as '.*gate.*=gate', not '%s'".formatted(option));
        }
        String pattern = option.substring(0, equals);
        try {
            LayerPattern.of(pattern);
            byPattern.putIfAbsent(pattern, Role.named(option.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw usage("--role %s: %s".formatted(option, e.getMessage()));
        }
    }

    /** The pattern of one name, with a backslash only where it needs one. */
    private static String literal(String name) {
        return name.replaceAll("[\\\\\\[\\](){}.*+?^$|]", "\\\\$0");
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
