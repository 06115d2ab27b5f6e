package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.jobs.model.LayerDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;

/** Says why figures of a layer are null, each by its name, so that a null in the report is never a riddle. */
public final class Notes {

    private final LayerDeclaration layer;
    private final LayerDiagnosis diagnosis;
    private final Optional<Behaviour> behaviour;

    private Notes(LayerDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
        layer = diagnosis.layer();
        behaviour = layer.behaviour();
    }

    /** The notes of a layer whose run is together: what is odd about it, then a sentence for each reason of nulls. */
    public static List<String> of(LayerDiagnosis diagnosis) {
        List<String> notes = new ArrayList<>();
        if (diagnosis.layer().depthAssumed()) {
            notes.add("the log has no depth: layers are taken in the natural order of their names");
        }
        if (diagnosis.missingRows() > 0) {
            notes.add(diagnosis.missingRows()
                    + (diagnosis.missingRows() == 1 ? " row has" : " rows have")
                    + " neither pre nor post");
        }
        new Notes(diagnosis)
                .namesByReason()
                .forEach((reason, names) -> notes.add(reason + ": " + String.join(", ", names)));
        return List.copyOf(notes);
    }

    private Map<String, TreeSet<String>> namesByReason() {
        Map<String, TreeSet<String>> names = new LinkedHashMap<>();
        for (Figure figure : Figure.reported()) {
            diagnosis.steps().stream()
                    .map(StepDiagnosis::figures)
                    .filter(figures -> figures.get(figure).isEmpty())
                    .map(figures -> reason(figure, figures))
                    .distinct()
                    .forEach(reason ->
                            names.computeIfAbsent(reason, r -> new TreeSet<>()).add(figure.key()));
        }
        Figures latest = diagnosis.latest().figures();
        if (latest.quantiles().isEmpty()) {
            names.computeIfAbsent(NO_FINITE, r -> new TreeSet<>()).add("quantiles");
        }
        if (latest.firingDensity().isEmpty()) {
            names.computeIfAbsent(ofUnits(latest), r -> new TreeSet<>()).add("firing_density");
        }
        if (latest.headEntropies().length == 0) {
            names.computeIfAbsent(ofHeads(latest), r -> new TreeSet<>()).add("head_entropy");
        }
        return names;
    }

    private static final String NO_FINITE = "no value is finite";
    private static final String ONE_SAMPLE = "one sample shows no spread";

    private String reason(Figure figure, Figures figures) {
        return switch (figure) {
            case STILL_DEAD_UNITS ->
                behaviour.isPresent() && figures.get(Figure.DEAD_UNITS).isPresent()
                        ? "only a step after another has it"
                        : ofUnits(figures);
            case NEVER_FIRED_UNITS,
                    DEAD_UNITS,
                    NEARLY_DEAD_UNITS,
                    LOW_RATE_UNITS,
                    ALWAYS_ON_UNITS,
                    CONSTANT_UNITS,
                    NON_FINITE_UNITS,
                    UNSEEN_ALIVE_ESTIMATE,
                    FIRING_RATE_UPPER_BOUND,
                    DEAD_FRACTION,
                    NEVER_FIRED_FRACTION,
                    INSUFFICIENT_UNITS -> ofUnits(figures);
            case STUCK_UNITS, STUCK_FRACTION -> byOutputs("whether a unit is stuck in a tail");
            case SATURATED_LOW_FRACTION -> ofTail(figures, Side::lowTail, "does not level off towards −∞");
            case SATURATED_HIGH_FRACTION -> ofTail(figures, Side::highTail, "does not level off towards +∞");
            case SATURATED_FRACTION, SATURATED_UNITS -> ofTail(figures, this::eitherTail, "levels off nowhere");
            case SIGNAL_SPREAD ->
                behaviour.filter(Behaviour::squashes).isEmpty()
                        ? "only functions that level off on both sides have it"
                        : ofSpread(figures);
            case RELATIVE_SPREAD -> ofSpread(figures);
            case SCALE_RATIO ->
                diagnosis.isUnbounded()
                        ? "no hidden layer without an upper bound has a size to compare with, or this one has none"
                        : "only functions without an upper bound have it";
            case MEAN_DERIVATIVE, DERIVATIVE_RATIO -> ofGradient(figures);
            case DERIVATIVE_VARIATION ->
                figures.get(Figure.MEAN_DERIVATIVE).isPresent()
                        ? "the mean gradient of the activation is 0"
                        : ofGradient(figures);
            case CUMULATIVE_LOG10_DERIVATIVE ->
                layer.isSoftmaxKind()
                        ? "softmax kinds are skipped"
                        : "this layer or a shallower one has no positive mean gradient";
            case SKEWNESS -> figures.get(Figure.MEAN).isPresent() ? "all values are equal" : NO_FINITE;
            case FP16_HEADROOM -> figures.get(Figure.MEAN).isPresent() ? "all values are 0" : NO_FINITE;
            case COLLAPSED_HEADS -> ofHeads(figures);
            case ENTROPY_MEAN,
                    COLLAPSED_FRACTION,
                    MAX_PROBABILITY_MEAN,
                    ROW_SUM_ERRORS,
                    TOP_CLASS_FRACTION,
                    UNUSED_CLASSES -> ofSoftmax(figures);
            case GRADIENT_RATIO_TO_FIRST ->
                figures.get(Figure.GRADIENT_MEAN_ABSOLUTE).isPresent()
                        ? "the loss gradient of the first layer is 0"
                        : ofLossGradient(figures);
            case GRADIENT_MEAN_ABSOLUTE, GRADIENT_NORM, GRADIENT_ZERO_UNITS -> ofLossGradient(figures);
            default -> NO_FINITE;
        };
    }

    private OptionalDouble eitherTail(Side side) {
        return side.lowTail().isPresent() ? side.lowTail() : side.highTail();
    }

    private String byOutputs(String what) {
        return behaviour.isEmpty()
                ? notOfSingleNumbers()
                : "the outputs of %s do not show %s; log its inputs as pre".formatted(layer.activation(), what);
    }

    private String notOfSingleNumbers() {
        return layer.activation().isEmpty()
                ? "no activation is declared; declare one with --activation"
                : layer.activation() + " is a function of a whole row, not of single numbers";
    }

    private String ofUnits(Figures figures) {
        if (behaviour.isPresent() && !behaviour.get().canDie()) {
            return figures.get(Figure.INSUFFICIENT_UNITS).isPresent()
                            || figures.get(Figure.DEAD_UNITS).isPresent()
                    ? "units of %s are never off".formatted(layer.activation())
                    : byOutputs("whether a unit is stuck in a tail");
        }
        return byOutputs("when a unit fires");
    }

    private String ofTail(Figures figures, Function<Side, OptionalDouble> tail, String without) {
        if (behaviour.isPresent() && tail.apply(behaviour.get().byInput()).isEmpty()) {
            return layer.activation() + " " + without;
        }
        return hasFinite(figures) ? byOutputs("saturation") : NO_FINITE;
    }

    private String ofGradient(Figures figures) {
        return hasFinite(figures) ? byOutputs("the gradient of the activation") : NO_FINITE;
    }

    private static boolean hasFinite(Figures figures) {
        return figures.get(Figure.MEAN).isPresent();
    }

    private static String ofSpread(Figures figures) {
        return figures.count(Figure.SAMPLES) < 2
                ? ONE_SAMPLE
                : hasFinite(figures) ? "no unit has finite values throughout, other than 0" : NO_FINITE;
    }

    private String ofHeads(Figures figures) {
        return layer.isSoftmaxKind() && figures.get(Figure.ENTROPY_MEAN).isPresent()
                ? "only a shape with three axes or more has heads"
                : ofSoftmax(figures);
    }

    private String ofSoftmax(Figures figures) {
        if (!layer.isSoftmaxKind()) {
            return "only softmax kinds have it";
        }
        return figures.get(Figure.ROW_SUM_ERRORS).isPresent()
                ? "no row has two classes left that are neither NULL nor masked"
                : "no row of probabilities is finite";
    }

    private String ofLossGradient(Figures figures) {
        return figures.get(Figure.GRADIENT_ZERO_UNITS).isPresent()
                ? "no logged gradient is finite"
                : "the log has no gradient of this layer";
    }
}
