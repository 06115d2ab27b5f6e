package dev.activations.jobs.cli;

import dev.activations.functions.Activation;
import dev.activations.functions.Entry;
import dev.activations.functions.Facts;
import dev.activations.functions.Parameter;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.Rowwise;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** All that the catalogue knows of one activation, as lines of text; z is its input and a its output. */
final class FunctionCard {

    private final PrintWriter out;

    private FunctionCard(PrintWriter out) {
        this.out = out;
    }

    static void print(Activation activation, PrintWriter out) {
        Entry entry = activation.entry();
        out.println(activation.call());
        FunctionCard card = new FunctionCard(out);
        card.line("inputs", entry.inputs().size() == 1 ? "" : String.join(", ", entry.inputs()));
        card.line("value", entry.formula());
        card.line("derivative", entry.derivativeFormula());
        card.line(
                "parameters",
                entry.parameters().stream().map(FunctionCard::parameter).collect(Collectors.joining("; ")));
        card.line("aliases", String.join(", ", entry.aliases()));
        activation.elementwise().ifPresent(function -> card.behaviour(function.behaviour()));
        activation.rowwise().map(Rowwise::outputRange).ifPresent(card::outputs);
        card.facts(entry.facts());
    }

    private static String parameter(Parameter parameter) {
        String value = parameter.defaultValue().map(number -> " = " + number).orElse(", to be given");
        return "%s%s (%s)".formatted(parameter.name(), value, parameter.range());
    }

    private void behaviour(Behaviour behaviour) {
        outputs(behaviour.outputRange());
        line("fires when", firing(behaviour));
        line(
                "low tail",
                tail(behaviour.byInput().lowTail(), behaviour.byOutput().lowTail(), "<="));
        line(
                "high tail",
                tail(behaviour.byInput().highTail(), behaviour.byOutput().highTail(), ">="));
        line("saturation", behaviour.saturationIsAlarm() ? "raises a finding" : "");
        line("expected f'", "%s under a standard normal input".formatted(number(behaviour.expectedDerivative())));
    }

    private static String firing(Behaviour behaviour) {
        if (!behaviour.canDie()) {
            return "always: a unit cannot die";
        }
        String byOutput = firing("a", behaviour.byOutput().firing());
        return firing("z", behaviour.byInput().firing()) + (byOutput.isEmpty() ? "" : ", " + byOutput);
    }

    private static String firing(String value, Firing firing) {
        return switch (firing.rule()) {
            case ALWAYS, UNKNOWN -> "";
            case INSIDE ->
                firing.high() == Double.POSITIVE_INFINITY
                        ? value + " > " + number(firing.low())
                        : "%s < %s < %s".formatted(number(firing.low()), value, number(firing.high()));
            case OUTSIDE ->
                firing.low() == firing.high()
                        ? "%s is not %s".formatted(value, number(firing.low()))
                        : "%s < %s or %s > %s".formatted(value, number(firing.low()), value, number(firing.high()));
        };
    }

    private static String tail(OptionalDouble byInput, OptionalDouble byOutput, String comparison) {
        if (byInput.isEmpty()) {
            return "";
        }
        String text = "z %s %s".formatted(comparison, number(byInput.getAsDouble()));
        return byOutput.isEmpty()
                ? text + "; the output does not tell"
                : text + ", a %s %s".formatted(comparison, number(byOutput.getAsDouble()));
    }

    private void outputs(Interval range) {
        line(
                "outputs",
                range.equals(Interval.ALL)
                        ? "any number"
                        : "%s to %s".formatted(number(range.low()), number(range.high())));
    }

    private void facts(Facts facts) {
        line("gradient", facts.gradientAtSaturation());
        line("dead neurons", facts.deadNeurons().toString().toLowerCase(Locale.ROOT));
        line("use", facts.recommendedUse());
        line("default for", facts.defaultChoice());
    }

    private void line(String name, String text) {
        if (!text.isEmpty()) {
            out.println("  %-14s%s".formatted(name, text));
        }
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        return String.format(Locale.ROOT, "%.10g", value).replaceFirst("\\.?0+$", "");
    }
}
