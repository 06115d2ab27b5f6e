package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * One thing that a rule looks at in layers of some roles, and from where on it speaks. A rule has one, or one for each of
 * the roles that it judges differently.
 *
 * @param looksAt what it looks at, as the table of rules in docs/diagnostics.md says it
 * @param roles of which layers
 * @param applies to which of them
 * @param fewestSamples different samples below which it is not judged
 * @param search finds it
 * @param limits from where on
 * @param scale how the limits are written
 * @param onlyOf what the limits are of, in words, such as "at any step"; empty where nothing need be added
 * @param source where the limits come from
 * @param numbers the numbers that it rests on, by name
 * @param quantity how much of the layer it is, in as few characters as a summary has; empty where none tell
 * @param figures the figures that it is told by; none where it is told by none
 */
record Criterion(
        String looksAt,
        Set<Role> roles,
        Predicate<LayerCase> applies,
        long fewestSamples,
        Search search,
        Limits limits,
        Scale scale,
        String onlyOf,
        String source,
        Function<LayerCase, Numbers> numbers,
        Function<LayerCase, String> quantity,
        List<Figure> figures) {

    /** How a criterion is found to hold. */
    interface Search {
        Optional<Hit> in(LayerCase layer, Limits limits);
    }

    /**
     * Where it holds.
     *
     * @param severity how grave it is
     * @param layer the layer, at the step that it is about
     * @param step that step
     * @param since the step from which on it held until then
     */
    record Hit(Severity severity, LayerCase layer, long step, long since) {

        Hit of(Severity other) {
            return new Hit(other, layer, step, since);
        }

        static Hit latest(Severity severity, LayerCase layer) {
            long step = layer.diagnosis().latest().step();
            return new Hit(severity, layer, step, step);
        }
    }

    /** The same with other limits. */
    Criterion with(Limits other) {
        return new Criterion(
                looksAt,
                roles,
                applies,
                fewestSamples,
                search,
                other,
                scale,
                onlyOf,
                source,
                numbers,
                quantity,
                figures);
    }

    Optional<Hit> in(LayerCase layer) {
        return applies.test(layer) && layer.samples() >= fewestSamples ? search.in(layer, limits) : Optional.empty();
    }

    /** The limit of a severity as the table of rules writes it; empty where there is none. */
    String words(Severity severity) {
        String words = limits.words(severity, scale);
        return words.isEmpty() || onlyOf.isEmpty() ? words : words + " " + onlyOf;
    }

    /** A number of the steps that a verdict is about, which may hold since an earlier step. */
    static Search number(Function<LayerCase, OptionalDouble> number) {
        return (layer, limits) -> severity(number, limits, layer).map(severity -> {
            Hit latest = Hit.latest(severity, layer);
            return new Hit(severity, layer, latest.step(), since(number, limits, layer));
        });
    }

    private static Optional<Severity> severity(
            Function<LayerCase, OptionalDouble> number, Limits limits, LayerCase layer) {
        OptionalDouble value = number.apply(layer);
        return value.isEmpty() ? Optional.empty() : limits.severity(value.getAsDouble());
    }

    /** The first of the last steps at each of which the limits are reached; only a window of one step can tell. */
    private static long since(Function<LayerCase, OptionalDouble> number, Limits limits, LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        int first = steps.size() - 1;
        while (layer.settings().window().equals(StepWindow.LATEST)
                && first > 0
                && severity(number, limits, layer.until(first - 1)).isPresent()) {
            first--;
        }
        return steps.get(first).step();
    }

    /** A number about the whole log, or one that no earlier step can be compared by. */
    static Search once(Function<LayerCase, OptionalDouble> number) {
        return (layer, limits) -> severity(number, limits, layer).map(severity -> Hit.latest(severity, layer));
    }

    /** The first step at which there are so many of something. */
    static Search firstStep(ToLongFunction<StepDiagnosis> count) {
        return (layer, limits) -> layer.diagnosis().steps().stream()
                .flatMap(step -> limits
                        .severity(count.applyAsLong(step))
                        .map(severity -> new Hit(severity, layer.at(step), step.step(), step.step()))
                        .stream())
                .findFirst();
    }
}
