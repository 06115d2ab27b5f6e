package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Role;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Why a layer lacks a figure: it means nothing for a layer of this kind, or the log does not determine it. The one place that
 * knows which figures apply to which layers.
 */
public final class NullReasons {

    static final String NO_FINITE = "no value is finite";

    private static final String ONE_SAMPLE = "one sample shows no spread";

    private final LayerDeclaration layer;
    private final Role role;
    private final boolean mayHaveHeads;
    private final Optional<Behaviour> behaviour;

    private NullReasons(LayerDeclaration layer, Role role, boolean mayHaveHeads) {
        this.layer = layer;
        this.role = role;
        this.mayHaveHeads = mayHaveHeads;
        behaviour = layer.behaviour();
    }

    /** Those of a layer whose run is together. */
    public static NullReasons of(LayerDiagnosis diagnosis) {
        return new NullReasons(
                diagnosis.layer(), diagnosis.role(), diagnosis.layout().heads() > 0);
    }

    /** Those of a layer none of whose rows has values. */
    public static NullReasons of(LayerDeclaration declared) {
        return new NullReasons(declared, declared.role().orElse(Role.HIDDEN), true);
    }

    /**
     * Why the figure means nothing for a layer of this kind, whatever its values are, in a clause; empty where it applies.
     * Some such figures are null and some are 0: no unit of tanh is ever dead. A layer that might have an activation, but does
     * not say which, may have every figure but those of softmax.
     */
    public Optional<String> whyNotApplicable(Figure figure) {
        return switch (figure) {
            case NEVER_FIRED_UNITS,
                    DEAD_UNITS,
                    NEARLY_DEAD_UNITS,
                    LOW_RATE_UNITS,
                    ALWAYS_ON_UNITS,
                    STILL_DEAD_UNITS,
                    UNSEEN_ALIVE_ESTIMATE,
                    FIRING_RATE_UPPER_BOUND,
                    DEAD_FRACTION,
                    NEVER_FIRED_FRACTION -> ofFunction(Behaviour::canDie, "units of %s are never off");
            case INSUFFICIENT_UNITS ->
                ofFunction(
                        facts -> facts.canDie() || levelsOff(facts), "units of %s are never off, nor stuck in a tail");
            case SATURATED_LOW_FRACTION ->
                ofFunction(facts -> has(facts, Side::lowTail), "%s does not level off towards −∞");
            case SATURATED_HIGH_FRACTION ->
                ofFunction(facts -> has(facts, Side::highTail), "%s does not level off towards +∞");
            case STUCK_UNITS, STUCK_FRACTION, SATURATED_FRACTION, SATURATED_UNITS ->
                ofFunction(NullReasons::levelsOff, "%s levels off nowhere");
            case SIGNAL_SPREAD ->
                ofFunction(Behaviour::squashes, "only functions that level off on both sides have it");
            case SCALE_RATIO ->
                ofFunction(
                        facts -> Double.isInfinite(facts.outputRange().high()),
                        "only functions without an upper bound have it");
            case CONSTANT_UNITS, NON_FINITE_UNITS, MEAN_DERIVATIVE, DERIVATIVE_RATIO, DERIVATIVE_VARIATION ->
                ofFunction(facts -> true, "");
            case CUMULATIVE_LOG10_DERIVATIVE ->
                layer.isSoftmaxKind() ? Optional.of("softmax kinds are skipped") : Optional.empty();
            case ENTROPY_MEAN,
                    COLLAPSED_FRACTION,
                    MAX_PROBABILITY_MEAN,
                    ROW_SUM_ERRORS,
                    TOP_CLASS_FRACTION,
                    UNUSED_CLASSES -> ofSoftmaxKind();
            case COLLAPSED_HEADS ->
                ofSoftmaxKind()
                        .or(() -> mayHaveHeads
                                ? Optional.empty()
                                : Optional.of("only a shape with three axes or more has heads"));
            default -> Optional.empty();
        };
    }

    private Optional<String> ofSoftmaxKind() {
        return layer.isSoftmaxKind() ? Optional.empty() : Optional.of("only softmax kinds have it");
    }

    private Optional<String> ofFunction(Function<Behaviour, Boolean> has, String lacks) {
        if (behaviour.isPresent()) {
            return has.apply(behaviour.get()) ? Optional.empty() : Optional.of(lacks.formatted(layer.activation()));
        }
        if (!layer.activation().isEmpty()) {
            return Optional.of(layer.activation() + " is a function of a whole row, not of single numbers");
        }
        boolean saysNone = !layer.activationInLog().isEmpty() || role == Role.OUTPUT;
        return saysNone ? Optional.of("the layer has no activation") : Optional.empty();
    }

    /** Why the figure is null, in a clause. */
    public String of(Figure figure, Figures figures) {
        return whyNotApplicable(figure).orElseGet(() -> undetermined(figure, figures));
    }

    private String undetermined(Figure figure, Figures figures) {
        return switch (figure) {
            case STILL_DEAD_UNITS ->
                figures.get(Figure.DEAD_UNITS).isPresent()
                        ? "only a step after another has it"
                        : notTold("when a unit fires");
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
                    NEVER_FIRED_FRACTION -> notTold("when a unit fires");
            case INSUFFICIENT_UNITS ->
                notTold(
                        behaviour.filter(Behaviour::canDie).isPresent()
                                ? "when a unit fires"
                                : "whether a unit is stuck in a tail");
            case STUCK_UNITS, STUCK_FRACTION -> notTold("whether a unit is stuck in a tail");
            case SATURATED_LOW_FRACTION, SATURATED_HIGH_FRACTION, SATURATED_FRACTION, SATURATED_UNITS ->
                hasFinite(figures) ? notTold("saturation") : NO_FINITE;
            case SIGNAL_SPREAD, RELATIVE_SPREAD -> ofSpread(figures);
            case SCALE_RATIO ->
                behaviour.isPresent()
                        ? "no hidden layer without an upper bound has a size to compare with, or this one has none"
                        : notTold("");
            case MEAN_DERIVATIVE, DERIVATIVE_RATIO -> ofGradient(figures);
            case DERIVATIVE_VARIATION ->
                figures.get(Figure.MEAN_DERIVATIVE).isPresent()
                        ? "the mean gradient of the activation is 0"
                        : ofGradient(figures);
            case CUMULATIVE_LOG10_DERIVATIVE -> "this layer or a shallower one has no positive mean gradient";
            case SKEWNESS -> hasFinite(figures) ? "all values are equal" : NO_FINITE;
            case FP16_HEADROOM -> hasFinite(figures) ? "all values are 0" : NO_FINITE;
            case ENTROPY_MEAN,
                    COLLAPSED_FRACTION,
                    COLLAPSED_HEADS,
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

    private static boolean levelsOff(Behaviour facts) {
        return has(facts, Side::lowTail) || has(facts, Side::highTail);
    }

    private static boolean has(Behaviour facts, Function<Side, OptionalDouble> tail) {
        return tail.apply(facts.byInput()).isPresent();
    }

    private String notTold(String what) {
        return behaviour.isEmpty()
                ? "no activation is declared; declare one with --activation"
                : "the outputs of %s do not show %s; log its inputs as pre".formatted(layer.activation(), what);
    }

    private String ofGradient(Figures figures) {
        return hasFinite(figures) ? notTold("the gradient of the activation") : NO_FINITE;
    }

    private static boolean hasFinite(Figures figures) {
        return figures.get(Figure.MEAN).isPresent();
    }

    private static String ofSpread(Figures figures) {
        return figures.count(Figure.SAMPLES) < 2
                ? ONE_SAMPLE
                : hasFinite(figures) ? "no unit has finite values throughout, other than 0" : NO_FINITE;
    }

    private static String ofSoftmax(Figures figures) {
        return figures.get(Figure.ROW_SUM_ERRORS).isPresent()
                ? "no row has two classes left that are neither NULL nor masked"
                : "no row of probabilities is finite";
    }

    private static String ofLossGradient(Figures figures) {
        return figures.get(Figure.GRADIENT_ZERO_UNITS).isPresent()
                ? "no logged gradient is finite"
                : "the log has no gradient of this layer";
    }
}
