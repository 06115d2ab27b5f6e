package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.FiringBound;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.OptionalDouble;

/** Rules about units that stopped firing or moving, or cannot be told to have. */
final class UnitRules {

    static final String DEAD_UNITS = "dead-units";
    static final String STUCK_UNITS = "stuck-units";
    static final String NOT_ENOUGH_DATA = "not-enough-data";

    static final List<Rule> RULES =
            List.of(deadUnits(), stuckUnits(), notEnoughData(), constantUnits(), revivedUnits());

    private static final String MEASURED =
            "150 healthy layers: nearly all at most 28 %, and 31 to 53 % where units really are dead or rare; sick layers: from 33 %";

    /** So many samples prove a rate below 1 %; features need 29,956 for theirs, and would wait too long. */
    private static final long ENOUGH_SAMPLES = 299;

    private static final double NEARLY_ALL = 0.9;

    private UnitRules() {}

    private static Rule deadUnits() {
        return rule(DEAD_UNITS, "Dead units")
                .shareOf("(`dead_units` + `nearly_dead_units`)", UnitRules::dead, "units", LayerCase::units)
                .roles(Layers.but(Role.GATE, Role.FEATURES))
                .layers(UnitRules::canBeDead)
                .warnFrom(0.3)
                .failFrom(0.5)
                .because(MEASURED)
                .numbers(UnitRules::numbersOfDead)
                .shareOf("the same, of gates", UnitRules::dead, "units", LayerCase::units)
                .roles(Layers.GATE)
                .layers(UnitRules::canBeDead)
                .warnFrom(0.5)
                .failFrom(0.9)
                .because("gates close by design")
                .numbers(UnitRules::numbersOfDead)
                .shareOf(
                        "`dead_units`, or `never_fired_units` where they are 90 % in 299 samples",
                        UnitRules::deadFeatures, "units", LayerCase::units)
                .roles(Layers.FEATURES)
                .layers(UnitRules::canBeDead)
                .warnFrom(0.3)
                .failFrom(0.5)
                .because("as for the others")
                .numbers(UnitRules::numbersOfDead)
                .says(UnitRules::sentenceOfDead)
                .causedBy(Causes::ofDeadUnits)
                .means(
                        """
                        Many of the layer's units provably fire for less than 1 % of such samples: DEAD and NEARLY_DEAD together.
                        They learn from almost no sample, and their share of the layer is lost. From about 500 samples on, the
                        share grows with the number of samples. Between 299 and 472 it may shrink, because one firing undoes DEAD
                        before NEARLY_DEAD can be proven. The step at which they died tells why:

                        - **Died while training** (`high-lr-relu`: 47 of 64 in `hidden1`, 43 of 64 in `hidden2`, all 32 of
                          `hidden3`, nearly all between steps 0 and 100): a large step pushed biases so far down that none of the
                          samples brings them back.
                        - **Dead since the first step** (`negative-bias-relu`: 60 of 64 in `hidden2`, 32 of 32 in `hidden3`): the
                          initialisation is the cause. The same biases do no harm with ELU (`negative-bias-elu`), which passes
                          gradient below 0.

                        The majority of the dead units decides which list of suggestions you get; the evidence counts both. A few
                        dead units in a layer are no cause for alarm: each hidden layer of `healthy-relu` has one, and the network
                        classifies 99 % of the images right. If a layer is sparse by design, such as the codes of a sparse
                        autoencoder, declare `--role LAYER=features`.
                        """)
                .build();
    }

    /** An output that is not a rectifier gives what it should, whatever its gradient. */
    private static boolean canBeDead(LayerCase layer) {
        return layer.behaviour().isPresent() && (layer.role() != Role.OUTPUT || layer.isRectifier());
    }

    private static OptionalDouble dead(LayerCase layer) {
        OptionalDouble dead = layer.figure(Figure.DEAD_UNITS);
        return dead.isPresent() ? OptionalDouble.of(dead.getAsDouble() + layer.count(Figure.NEARLY_DEAD_UNITS)) : dead;
    }

    /** Codes may be rare; but where nine of ten are silent, none is left, whatever their rate. */
    private static OptionalDouble deadFeatures(LayerCase layer) {
        OptionalDouble silent = layer.figure(Figure.NEVER_FIRED_UNITS);
        boolean noneLeft = silent.isPresent()
                && layer.samples() >= ENOUGH_SAMPLES
                && silent.getAsDouble() >= NEARLY_ALL * layer.units();
        return noneLeft ? silent : layer.figure(Figure.DEAD_UNITS);
    }

    private static Numbers numbersOfDead(LayerCase layer) {
        Numbers numbers =
                Numbers.of(layer, Figure.DEAD_UNITS, Figure.NEARLY_DEAD_UNITS).and("units", layer.units());
        return layer.isLate() ? numbers : numbers.and("since_first_step", Causes.deadSinceFirst(layer));
    }

    private static String sentenceOfDead(LayerCase layer) {
        String rate = Text.percent(layer.settings().maxFiringRate(layer.role()));
        String sure = Text.percent(1 - layer.settings().alpha());
        String samples = Text.count(layer.samples(), "sample");
        long silent = layer.count(Figure.NEVER_FIRED_UNITS);
        if (layer.role() == Role.FEATURES && layer.count(Figure.DEAD_UNITS) < silent) {
            return Text.sentence("%,d of %,d units never fired in %s", silent, layer.units(), samples);
        }
        long nearly = layer.role() == Role.FEATURES ? 0 : layer.count(Figure.NEARLY_DEAD_UNITS);
        String rare = nearly == 0 ? "" : Text.sentence(" and %,d fired", nearly);
        return Text.sentence(
                "%,d of %,d units never fired%s in %s (each fires in under %s of such samples, %s sure)%s%s",
                layer.count(Figure.DEAD_UNITS),
                layer.units(),
                rare,
                samples,
                rate,
                sure,
                Text.since(layer),
                unseenAlive(layer));
    }

    /** The estimate beside the proof, labelled so; nothing where it is below one unit. */
    private static String unseenAlive(LayerCase layer) {
        long alive = layer.count(Figure.UNSEEN_ALIVE_ESTIMATE);
        return alive == 0
                ? ""
                : Text.sentence("; an estimated %,d or more of the silent ones are alive, but rarely fire", alive);
    }

    private static Rule stuckUnits() {
        return rule(STUCK_UNITS, "Units stuck in a tail")
                .shareOfUnits(Figure.STUCK_UNITS)
                .roles(Layers.INNER)
                .warnFrom(0.3)
                .failFrom(0.5)
                .because("as dead-units")
                .numbers(UnitRules::numbersOfStuck)
                .shareOfUnits(Figure.STUCK_UNITS)
                .roles(Layers.GATE)
                .warnFrom(0.5)
                .failFrom(0.9)
                .because("gates that never move")
                .numbers(UnitRules::numbersOfStuck)
                .says(layer -> Text.sentence(
                        "%,d of %,d %s: all their values in %s lie in one tail of %s, where next to no gradient gets through%s",
                        layer.count(Figure.STUCK_UNITS),
                        layer.units(),
                        layer.role() == Role.GATE ? "gates never move" : "units are stuck",
                        Text.count(layer.samples(), "sample"),
                        layer.activation(),
                        sinceFirst(layer)))
                .causedBy(Causes::ofStuckUnits)
                .means(
                        """
                        All values of some units lie in the same tail of a smooth function: GELU, SiLU, ELU and softplus units
                        that are off, or sigmoid and tanh units that never move. Their gradient is not exactly 0, but for every
                        sample it is at most 5 % of the function's largest. This takes as many samples as DEAD does.
                        """)
                .build();
    }

    private static Numbers numbersOfStuck(LayerCase layer) {
        Numbers numbers = Numbers.of(layer, Figure.STUCK_UNITS).and("units", layer.units());
        return layer.isLate() ? numbers : numbers.and("since_first_step", Causes.stuckSinceFirst(layer));
    }

    private static String sinceFirst(LayerCase layer) {
        return layer.isLate()
                ? "; " + Text.cannotTell(layer)
                : Text.sentence(
                        "; %,d were so at step %,d",
                        Causes.stuckSinceFirst(layer), layer.first().step());
    }

    private static Rule notEnoughData() {
        return rule(NOT_ENOUGH_DATA, "Too few samples to tell")
                .once(
                        "`insufficient_units` / units",
                        layer -> Numbers.share(layer.figure(Figure.INSUFFICIENT_UNITS), layer.units()),
                        Scale.SHARE)
                .layers(layer -> layer.role() != Role.OUTPUT || canBeDead(layer))
                .noteFrom(0.3)
                .because("Clopper and Pearson 1934")
                .numbers(layer -> Numbers.of(layer, Figure.INSUFFICIENT_UNITS)
                        .and("samples", layer.samples())
                        .and("units", layer.units()))
                .quantity(layer -> Text.sentence("%,d of %,d", layer.count(Figure.INSUFFICIENT_UNITS), layer.units()))
                .once(
                        "`unused_classes` / classes, below 299 samples",
                        layer -> layer.samples() < ENOUGH_SAMPLES
                                ? Numbers.share(
                                        layer.figure(Figure.UNUSED_CLASSES),
                                        layer.diagnosis().classes())
                                : OptionalDouble.empty(),
                        Scale.SHARE)
                .roles(Layers.ROUTER)
                .noteFrom(0.3)
                .because("Clopper and Pearson 1934")
                .numbers(layer -> Numbers.of(layer, Figure.UNUSED_CLASSES)
                        .and("units", layer.diagnosis().classes())
                        .and("samples", layer.samples()))
                .noteMeans(layer -> LayerVerdict.INSUFFICIENT_DATA)
                .unless(DEAD_UNITS, STUCK_UNITS)
                .says(UnitRules::sentenceOfDoubt)
                .suggests(UnitRules::moreData)
                .means(
                        """
                        Nearly a third of the units were silent or in one tail in all samples, but there are too few samples to
                        call them dead or stuck. This is a note. It makes the layer `insufficient_data` and the exit status 3.
                        """)
                .build();
    }

    private static String sentenceOfDoubt(LayerCase layer) {
        if (layer.count(Figure.INSUFFICIENT_UNITS) == 0) {
            return Text.sentence(
                    "%,d of %,d classes won no row, but %s cannot tell unused classes from rare ones",
                    layer.count(Figure.UNUSED_CLASSES),
                    layer.diagnosis().classes(),
                    Text.count(layer.samples(), "sample"));
        }
        String units = Text.sentence("%,d of %,d units", layer.count(Figure.INSUFFICIENT_UNITS), layer.units());
        if (layer.count(Figure.SAMPLES_IN_PART) > 0) {
            return Text.sentence(
                    "%s %s at the logged positions, but only some positions of %s were",
                    units,
                    layer.count(Figure.NEVER_FIRED_UNITS) > 0 ? "never fired" : "never left one tail",
                    Text.count(layer.count(Figure.SAMPLES_IN_PART), "sample"));
        }
        if (missingSamples(layer) <= 0) {
            return units + " have no values, or too few, that are neither NULL nor masked";
        }
        return Text.sentence(
                "%s %s, but %s can only prove a rate below %s%s",
                units,
                layer.count(Figure.NEVER_FIRED_UNITS) > 0 ? "never fired" : "never left one tail",
                Text.count(layer.samples(), "sample"),
                Text.percent(
                        FiringBound.forUnits(layer.settings(), layer.units()).of(0, layer.samples())),
                unseenAlive(layer));
    }

    private static List<Suggestion> moreData(LayerCase layer) {
        if (layer.count(Figure.INSUFFICIENT_UNITS) == 0) {
            return Suggestions.logMoreSamples(ENOUGH_SAMPLES - layer.samples());
        }
        if (layer.count(Figure.SAMPLES_IN_PART) > 0) {
            return Suggestions.everyPosition();
        }
        return missingSamples(layer) > 0
                ? Suggestions.logMoreSamples(missingSamples(layer))
                : Suggestions.valuesForEveryUnit();
    }

    private static long missingSamples(LayerCase layer) {
        return FiringBound.forUnits(layer.settings(), layer.units())
                        .samplesNeeded(layer.settings().maxFiringRate(layer.role()))
                - layer.samples();
    }

    private static Rule constantUnits() {
        return rule("constant-units", "Units with the same value for every sample")
                .shareOfUnits(Figure.CONSTANT_UNITS)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnFrom(0.1)
                .because("PyTorch's ModelReport")
                .says(layer -> Text.sentence(
                        "%,d of %,d units have the same value for every sample",
                        layer.count(Figure.CONSTANT_UNITS), layer.units()))
                .suggests(Suggestions.constantUnits())
                .means(
                        """
                        Some units give the same value for every sample, and are neither dead nor stuck. They act as a bias.
                        """)
                .build();
    }

    private static Rule revivedUnits() {
        return rule("revived-units", "Units that came back to life")
                .note(
                        "units that fired again after having been dead",
                        layer -> layer.diagnosis().revivedUnits() > 0)
                .numbers(layer -> Numbers.of("revived_units", layer.diagnosis().revivedUnits()))
                .says(layer -> Text.sentence(
                        "%,d of %,d units fired again after having been dead",
                        layer.diagnosis().revivedUnits(), layer.units()))
                .means("Some units that had been dead fired again. In a healthy run, that is good news.")
                .build();
    }
}
