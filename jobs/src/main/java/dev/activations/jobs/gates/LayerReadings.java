package dev.activations.jobs.gates;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.NullReasons;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a check compares off one layer, with what the log leaves open. */
final class LayerReadings {

    private final LayerReport report;
    private final LayerDiagnosis layer;
    private final NullReasons reasons;

    LayerReadings(LayerReport report) {
        this.report = report;
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
                : Reading.upTo(layer.revivedUnits(), layer.units(), tooFewSamples(open) + " at some step");
    }

    private Reading judged(Figure figure) {
        Figures figures = report.judged().figures();
        boolean onlyOfOneStep = figures.get(figure).isEmpty()
                && layer.latest().figures().get(figure).isPresent();
        return onlyOfOneStep
                ? Reading.unknown("steps that are judged together do not have it; 'at step N' asks for one of them")
                : of(figure, figures);
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

    /** Units that have too few samples to call them dead or stuck may turn out to be. */
    private Reading of(Figure figure, Figures figures) {
        if (figures.get(figure).isEmpty()) {
            return Reading.unknown(reasons.of(figure, figures));
        }
        double value = figures.get(figure).getAsDouble();
        long open = figures.count(Figure.INSUFFICIENT_UNITS);
        if (open == 0) {
            return Reading.exactly(value);
        }
        return switch (figure) {
            case DEAD_UNITS, STUCK_UNITS, STILL_DEAD_UNITS -> upTo(value, value + open, open);
            case DEAD_FRACTION -> upTo(value, share(figures.count(Figure.DEAD_UNITS) + open), open);
            case STUCK_FRACTION -> upTo(value, share(figures.count(Figure.STUCK_UNITS) + open), open);
            default -> Reading.exactly(value);
        };
    }

    private double share(long units) {
        return (double) units / layer.units();
    }

    private Reading upTo(double value, double high, long open) {
        return Reading.upTo(value, high, "%s: it may be up to %s".formatted(tooFewSamples(open), Text.number(high)));
    }

    private String tooFewSamples(long units) {
        return String.format(
                Locale.ROOT,
                "%,d of %s %s too few samples to tell",
                units,
                Text.count(layer.units(), "unit"),
                units == 1 ? "has" : "have");
    }
}
