package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.OptionalDouble;

/** Rules about the signal that a layer passes on: where its values lie, how much they vary, and how large they are. */
final class SignalRules {

    private static final String SIGNAL_COLLAPSE = "signal-collapse";
    private static final double COLLAPSED = 0.005;

    /** What says already why so little or so odd a signal gets through. */
    static final String[] SAID_BETTER = {
        UnitRules.DEAD_UNITS, UnitRules.STUCK_UNITS, UnitRules.NOT_ENOUGH_DATA, LogRules.NON_FINITE
    };

    static final List<Rule> RULES = List.of(
            saturation(),
            signalCollapse(),
            collapsedAtStart(),
            signalScale(),
            lowFp16Headroom(),
            massiveActivations(),
            saturatingActivation());

    private SignalRules() {}

    private static Rule saturation() {
        return rule("saturation", "Saturated values")
                .share(Figure.SATURATED_FRACTION)
                .roles(Layers.INNER)
                .layers(LayerCase::isAlarmedBySaturation)
                .warnFrom(0.5)
                .failFrom(0.7)
                .because("healthy trained tanh and sigmoid layers: to 39 %; sick ones: from 72 %")
                .numbers(layer -> layer.isLate()
                        ? Numbers.of(layer, Figure.SATURATED_FRACTION)
                        : Numbers.of(layer, Figure.SATURATED_FRACTION)
                                .and("saturated_fraction_at_first_step", saturatedAtFirst(layer)))
                .says(layer -> Text.sentence(
                        "%s of the values lie where %s has levelled off (%s low, %s high)%s",
                        layer.percent(Figure.SATURATED_FRACTION),
                        layer.activation(),
                        layer.percent(Figure.SATURATED_LOW_FRACTION),
                        layer.percent(Figure.SATURATED_HIGH_FRACTION),
                        layer.isLate()
                                ? "; " + Text.cannotTell(layer)
                                : Text.sentence(
                                        "; %s at step %,d",
                                        layer.percentAtFirst(Figure.SATURATED_FRACTION),
                                        layer.first().step())))
                .causedBy(Causes::ofSaturation)
                .means(
                        """
                        A value is *saturated* if it lies where its function levels off: in a tail where the slope is at most 5 %
                        of the largest slope. For tanh that is |a| ≥ 0.975, for sigmoid below 0.013 or above 0.987; for relu6,
                        hard_sigmoid and hard_tanh it is the clamp itself. Almost no gradient passes through a saturated value.
                        The rule judges relu6, sigmoid, tanh, softsign, hard_sigmoid and hard_tanh. ELU, GELU, SiLU, softplus and
                        similar functions are flat on one side by design: their share is reported but never an alarm
                        (`healthy-gelu`: 10.8 % in `hidden3`), and units that lie there for every sample are
                        [`stuck-units`](#stuck-units).

                        In `saturated-tanh`, 35.5 %, 70.5 % and 74.3 % of the values are saturated. The network still reaches 94 %
                        accuracy, but slowly: saturation slows learning before it stops it.
                        """)
                .build();
    }

    private static Object saturatedAtFirst(LayerCase layer) {
        OptionalDouble share = layer.first().figures().get(Figure.SATURATED_FRACTION);
        return share.isPresent() ? share.getAsDouble() : null;
    }

    private static Rule signalCollapse() {
        return rule(SIGNAL_COLLAPSE, "Outputs that hardly depend on the input")
                .number("`signal_spread`", layer -> layer.figure(Figure.SIGNAL_SPREAD), Scale.SHARE)
                .roles(Layers.INNER)
                .layers(LayerCase::squashes)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.05)
                .failBelow(COLLAPSED)
                .numbers(Figure.SIGNAL_SPREAD, Figure.RELATIVE_SPREAD)
                .number(
                        "`relative_spread`, for functions that level off on one side or none",
                        layer -> layer.figure(Figure.RELATIVE_SPREAD),
                        Scale.SHARE)
                .roles(Layers.INNER)
                .layers(layer -> layer.behaviour().isPresent() && !layer.squashes())
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.05)
                .failBelow(COLLAPSED)
                .numbers(Figure.RELATIVE_SPREAD)
                .unless(UnitRules.STUCK_UNITS, LogRules.NON_FINITE)
                .says(layer -> Text.sentence(
                        "the outputs hardly depend on the input: over %s the median unit varies by %s of its %s",
                        Text.count(layer.samples(), "sample"),
                        layer.percent(layer.spread()),
                        layer.squashes() ? "range" : "size"))
                .causedBy(Causes::ofNarrowSignal)
                .means(
                        """
                        The outputs hardly depend on the input, so the layers after this one receive a constant. For functions
                        that level off on both sides (sigmoid, tanh, softsign, hard_sigmoid, hard_tanh), `signal_spread` is the
                        variation of the median unit over the samples, as a share of its output range. For all others,
                        `relative_spread` is the same as a share of the unit's size. In `deep-sigmoid` it is 1.88 % in `hidden1`,
                        0.133 % in `hidden2`, then 0.01 % and less: each layer loses more than nine tenths of what was left.
                        """)
                .build();
    }

    private static Rule collapsedAtStart() {
        return rule("collapsed-at-start", "Began as a constant")
                .once("the spread of signal-collapse, at an early first step", SignalRules::spreadAtStart, Scale.SHARE)
                .roles(Layers.HIDDEN)
                .layers(layer -> layer.behaviour().isPresent())
                .noteBelow(COLLAPSED)
                .because("a tanh network that still had 19 % accuracy when it read ok")
                .unless(SIGNAL_COLLAPSE)
                .says(layer -> Text.sentence(
                        "the layer began as a constant: at step %,d the median unit varied by %s of its %s",
                        layer.first().step(),
                        layer.percentAtFirst(layer.spread()),
                        layer.squashes() ? "range" : "size"))
                .suggests(Cause.SMALL_INIT.suggestions())
                .means(
                        """
                        The outputs did not depend on the input at an early first step, but they do now. The network recovered,
                        but lost time.
                        """)
                .build();
    }

    private static OptionalDouble spreadAtStart(LayerCase layer) {
        StepDiagnosis first = layer.first();
        Figures figures = first.figures();
        boolean tells = !layer.isLate()
                && first.step() != layer.diagnosis().latest().step()
                && figures.count(Figure.SAMPLES) >= LayerCase.SAMPLES_FOR_VARIATION;
        return tells ? figures.get(layer.spread()) : OptionalDouble.empty();
    }

    private static Rule signalScale() {
        return rule("signal-scale", "Outputs of an unusual size")
                .factor(Figure.SCALE_RATIO)
                .roles(Layers.INNER)
                .warnOutside(1e3)
                .failOutside(1e6)
                .because("healthy layers: 0.1 to 6.4")
                .quantity(layer -> layer.number(Figure.SCALE_RATIO) + " times the shallowest")
                .number(
                        "root mean square of the run's shallowest hidden layer without an upper bound",
                        layer -> layer.figure(Figure.RMS),
                        Scale.FACTOR)
                .roles(Layers.HIDDEN)
                .layers(LayerCase::isShallowest)
                .warnOutside(Causes.UNUSUAL_RMS)
                .because("healthy layers: 0.11 to 8.8; sick ones: 0.0097, 25, 52, 58")
                .numbers(Figure.RMS)
                .quantity(layer -> layer.number(Figure.RMS))
                .unless(SAID_BETTER)
                .says(layer -> layer.isShallowest()
                        ? Text.sentence(
                                "the root mean square of the outputs is %s, but about 1 is usual",
                                layer.number(Figure.RMS))
                        : Text.sentence(
                                "the outputs are %s times as large as those of the shallowest hidden layer",
                                layer.number(Figure.SCALE_RATIO)))
                .causedBy(Causes::ofScale)
                .means(
                        """
                        The outputs of a function without an upper bound are far larger or smaller than those of the shallowest
                        such hidden layer (`scale_ratio`), or the outputs of that layer itself have an unusual size. Units that
                        [`massive-activations`](#massive-activations) names do not count: a few giants do not set the scale.
                        """)
                .build();
    }

    private static Rule lowFp16Headroom() {
        return rule("low-fp16-headroom", "Close to the limit of half precision, or over it")
                .once("`fp16_headroom`", layer -> layer.figure(Figure.FP16_HEADROOM), Scale.NUMBER)
                .noteBelow(2)
                .numbers(Figure.FP16_HEADROOM)
                .says(layer ->
                        sentenceOfHeadroom(layer.figure(Figure.FP16_HEADROOM).orElse(1)))
                .suggests(Suggestions.halfPrecision())
                .means(
                        """
                        The largest value is over half of the largest number of half precision, 65,504. Beyond that, it becomes
                        infinite there.
                        """)
                .build();
    }

    private static String sentenceOfHeadroom(double headroom) {
        return headroom < 1
                ? Text.sentence(
                        "the largest value is %s times more than half precision holds", Text.number(1 / headroom))
                : Text.sentence("the largest value is %s of what half precision holds", Text.percent(1 / headroom));
    }

    private static Rule massiveActivations() {
        return rule("massive-activations", "Units far larger than the rest")
                .once("`outlier_units`", layer -> layer.figure(Figure.OUTLIER_UNITS), Scale.COUNT)
                .noteFrom(1)
                .because("Sun et al. 2024")
                .numbers(Figure.OUTLIER_UNITS)
                .says(layer -> Text.sentence(
                        "%,d of %,d units reach 100 or more, and 1,000 times the layer's median magnitude",
                        layer.count(Figure.OUTLIER_UNITS), layer.units()))
                .suggests(Suggestions.massiveActivations())
                .means(
                        """
                        A few units are a thousand times larger than the rest, as in large language models. This is no fault of
                        training, but low precision, or quantisation with one scale per layer, loses all other units.
                        """)
                .build();
    }

    private static Rule saturatingActivation() {
        return rule("saturating-activation", "Sigmoid or tanh in a hidden layer")
                .note("hidden layers of sigmoid or tanh", layer -> layer.is("sigmoid") || layer.is("tanh"))
                .roles(Layers.HIDDEN)
                .says(layer -> Text.sentence(
                        "a hidden layer uses %s, whose gradient vanishes on both sides", layer.activation()))
                .suggests(List.of(Suggestions.RELU_INSIDE))
                .means("A hidden layer uses sigmoid or tanh, whose slope vanishes on both sides.")
                .build();
    }

    static Rule outputLayerAssumed() {
        return rule("output-layer-assumed", "Taken for the output layer")
                .note("a sigmoid that was taken for the output and spared a finding", layer -> !layer.spared()
                        .isEmpty())
                .numbers(layer -> Numbers.of("rules", layer.spared()))
                .says(layer -> Text.sentence(
                        "taken for the output layer, which may be certain, so it is spared %s; if it is not the output, pass --output-layer none, or --role '%s=hidden'",
                        String.join(", ", layer.spared()),
                        Text.pattern(layer.diagnosis().layer().key().layer())))
                .means(
                        """
                        The deepest layer is a sigmoid and the run declares no roles, so the layer was taken for the output and
                        spared the rules that the finding lists. If it is not the output, pass `--output-layer none`. If it is,
                        pass `--role LAYER=output`; the rules about outputs then apply in full.
                        """)
                .build();
    }
}
