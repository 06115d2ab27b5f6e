package dev.activations.jobs.gates;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.NullReasons;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.gates.baseline.LayerComparison;
import dev.activations.jobs.gates.baseline.LayerSnapshot;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reads what a check compares off one layer, with what the log leaves open. */
final class LayerReadings {

    private final LayerReport report;
    private final Optional<LayerComparison> compared;
    private final LayerDiagnosis layer;
    private final NullReasons reasons;

    /** @param compared the layer then and now; empty where the baseline lacks it, or there is none */
    LayerReadings(LayerReport report, Optional<LayerComparison> compared) {
        this.report = report;
        this.compared = compared;
        layer = report.diagnosis();
        reasons = NullReasons.of(layer);
    }

    /** Why a quantity means nothing for the layer, in a clause; empty where it applies. */
    static Optional<String> whyNotCovered(Quantity quantity, NullReasons reasons) {
        if (quantity instanceof Quantity.OfStep ofStep) {
            return reasons.whyNotApplicable(ofStep.figure());
        }
        return quantity == Quantity.OfLayer.REVIVED_UNITS
                ? reasons.whyNotApplicable(Figure.DEAD_UNITS)
                : Optional.empty();
    }

    Optional<String> whyNotCovered(Quantity quantity) {
        return whyNotCovered(quantity, reasons);
    }

    /** What the check compares, of a layer that its quantity applies to. */
    Reading of(Check check) {
        if (check.quantity() instanceof Quantity.OfLayer count) {
            return ofLayer(count);
        }
        Figure figure = ((Quantity.OfStep) check.quantity()).figure();
        return switch (check.function()) {
            case VALUE -> check.step().isPresent() ? atStep(figure, check.step().getAsLong()) : judged(figure);
            case MAX, MIN, MEAN -> overSteps(figure, check.function());
            case CHANGE -> change(figure);
        };
    }

    private Reading ofLayer(Quantity.OfLayer count) {
        return switch (count) {
            case UNITS -> Reading.exactly(layer.units());
            case REVIVED_UNITS -> revived();
        };
    }

    /** A unit that is silent in too few samples at one step may have been dead there, and fires at another. */
    private Reading revived() {
        if (layer.latest().figures().get(Figure.DEAD_UNITS).isEmpty()) {
            return Reading.unknown(reasons.of(Figure.DEAD_UNITS, layer.latest().figures()));
        }
        if (layer.steps().size() == 1) {
            return Reading.unknown("the log has one step of it");
        }
        long open = layer.steps().stream()
                .mapToLong(step -> step.figures().count(Figure.INSUFFICIENT_UNITS))
                .max()
                .orElse(0);
        return open == 0
                ? Reading.exactly(layer.revivedUnits())
                : Reading.upTo(
                        layer.revivedUnits(), layer.units(), tooFewSamples(open, layer.units()) + " at some step");
    }

    private Reading judged(Figure figure) {
        Figures figures = report.judged().figures();
        boolean onlyOfOneStep = figures.get(figure).isEmpty()
                && layer.latest().figures().get(figure).isPresent();
        return onlyOfOneStep
                ? Reading.unknown("steps that are judged together do not have it; 'at step N' asks for one of them")
                : of(figure, figures);
    }

    /** Units that have too few samples, then or now, leave the change open. */
    private Reading change(Figure figure) {
        if (compared.isEmpty()) {
            return Reading.unknown("the baseline does not have it");
        }
        LayerSnapshot before = compared.get().before();
        if (before.figure(figure).isEmpty()) {
            return Reading.unknown("the baseline does not determine its %s".formatted(figure.key()));
        }
        Reading now = judged(figure);
        return now.value().isEmpty()
                ? now
                : now.minus(of(figure, before::figure, before.units()).inBaseline());
    }

    private Reading atStep(Figure figure, long step) {
        return layer.steps().stream()
                .filter(each -> each.step() == step)
                .findFirst()
                .map(each -> of(figure, each.figures()))
                .orElseGet(() -> Reading.unknown("the log has no values of it at step %d".formatted(step)));
    }

    private Reading overSteps(Figure figure, CheckFunction function) {
        List<StepDiagnosis> steps = layer.steps();
        // The first step has no step before it to compare with.
        List<StepDiagnosis> having =
                figure == Figure.STILL_DEAD_UNITS && steps.size() > 1 ? steps.subList(1, steps.size()) : steps;
        return Reading.over(
                having.stream()
                        .map(step -> of(figure, step.figures()).at(step.step()))
                        .toList(),
                function);
    }

    private Reading of(Figure figure, Figures figures) {
        return figures.get(figure).isEmpty()
                ? Reading.unknown(reasons.of(figure, figures))
                : of(figure, figures::get, layer.units());
    }

    /** Units that have too few samples to call them dead or stuck may turn out to be. */
    private static Reading of(Figure figure, Function<Figure, OptionalDouble> figures, int units) {
        double value = figures.apply(figure).orElseThrow();
        long open = count(figures, Figure.INSUFFICIENT_UNITS);
        if (open == 0) {
            return Reading.exactly(value);
        }
        return switch (figure) {
            case DEAD_UNITS, STUCK_UNITS, STILL_DEAD_UNITS -> upTo(value, value + open, open, units);
            case DEAD_FRACTION -> upTo(value, (double) (count(figures, Figure.DEAD_UNITS) + open) / units, open, units);
            case STUCK_FRACTION ->
                upTo(value, (double) (count(figures, Figure.STUCK_UNITS) + open) / units, open, units);
            default -> Reading.exactly(value);
        };
    }

    private static long count(Function<Figure, OptionalDouble> figures, Figure figure) {
        return (long) figures.apply(figure).orElse(0);
    }

    private static Reading upTo(double value, double high, long open, int units) {
        return Reading.upTo(
                value, high, "%s: it may be up to %s".formatted(tooFewSamples(open, units), Text.number(high)));
    }

    private static String tooFewSamples(long open, int units) {
        return String.format(
                Locale.ROOT,
                "%,d of %s %s too few samples to tell",
                open,
                Text.count(units, "unit"),
                open == 1 ? "has" : "have");
    }
}
