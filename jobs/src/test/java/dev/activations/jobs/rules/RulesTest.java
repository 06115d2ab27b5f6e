package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.LayerBuilder.NULL;
import static dev.activations.jobs.rules.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerBuilder.Found;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule finds what is planted for it, at the edge of its limits, and is quiet on a healthy twin. */
class RulesTest {

    private static final int ENOUGH = 300;
    private static final Unit HEALTHY_TANH = Unit.between(-0.9, 0.9);

    @ParameterizedTest
    @ValueSource(strings = {"relu", "relu6", "leaky_relu", "elu", "gelu", "swish", "softplus", "hard_swish", "selu"})
    void healthyHiddenLayerIsQuiet(String activation) {
        Found found = layer(activation)
                .stepOfInputs(0, ENOUGH, units(10, Unit.between(-2, 2)))
                .stepOfInputs(100, ENOUGH, units(10, Unit.between(-2, 2)))
                .findings();

        assertThat(found.named()).isEmpty();
        assertThat(found.verdict()).isEqualTo(LayerVerdict.OK);
    }

    // non-finite

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void nonFiniteOutputFailsAtItsFirstStep(double value) {
        Found found = layer("leaky_relu")
                .step(0, ENOUGH, units(4, Unit.between(-1, 1)))
                .step(10, ENOUGH, units(4, Unit.between(-1, 1).except(3, value).except(4, value)))
                .step(20, ENOUGH, units(4, Unit.between(-1, 1)))
                .findings();

        assertThat(found.named()).containsExactly("fail non-finite");
        assertThat(found.the("non-finite").step()).isEqualTo(10);
        assertThat(found.the("non-finite").numbers()).isEqualTo(Map.of("values", 8L, "of", 1200L, "cause", "diverged"));
        assertThat(found.verdict()).isEqualTo(LayerVerdict.FAIL);
    }

    @Test
    void nonFiniteInputFailsButNotThatOfASoftmax() {
        Unit[] masked = units(3, Unit.between(-1, 1).except(3, Double.NEGATIVE_INFINITY));

        assertThat(layer("leaky_relu")
                        .stepOfInputs(0, ENOUGH, masked)
                        .findings()
                        .of("non-finite"))
                .isPresent();
        assertThat(layer("softmax")
                        .stepOfBoth(0, ENOUGH, masked, probabilities(0.2, 0.3, 0.5))
                        .findings()
                        .of("non-finite"))
                .isEmpty();
    }

    // impossible-output

    @Test
    void outputOutsideTheRangeSilencesEveryOtherRule() {
        Unit[] dead = units(10, Unit.silent());
        dead[0] = Unit.silent().except(2, -0.5);

        Found found = layer("relu")
                .step(0, ENOUGH, units(10, Unit.alive()))
                .step(5, ENOUGH, dead)
                .findings();

        assertThat(found.named()).containsExactly("fail impossible-output");
        assertThat(found.the("impossible-output").step()).isEqualTo(5);
        assertThat(found.the("impossible-output").numbers()).isEqualTo(Map.of("values", 1L));
    }

    @Test
    void impossibleOutputDoesNotSilenceNonFinite() {
        Unit[] units = {Unit.alive().except(1, Double.NaN), Unit.alive().except(2, -1)};

        assertThat(layer("relu").step(0, ENOUGH, units).findings().named())
                .containsExactly("fail non-finite", "fail impossible-output");
    }

    @Test
    void outputThatIsOffByRoundingIsPossible() {
        assertThat(layer("relu")
                        .step(0, ENOUGH, units(4, Unit.alive().except(2, -4e-3)))
                        .findings()
                        .named())
                .isEmpty();
    }

    // pre-without-negatives

    @Test
    void thousandInputsWithoutANegativeOneWereOverwritten() {
        Unit positive = Unit.between(0, 2);

        assertThat(layer("relu")
                        .stepOfInputs(0, 250, units(4, positive))
                        .findings()
                        .the("pre-without-negatives"))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.FAIL))
                .satisfies(finding -> assertThat(finding.numbers()).isEqualTo(Map.of("pre_values", 1000L)));
        assertThat(layer("relu")
                        .stepOfInputs(0, 333, units(3, positive))
                        .findings()
                        .named())
                .isEmpty();
        assertThat(layer("relu")
                        .stepOfInputs(0, 250, units(4, positive.except(7, -1e-9)))
                        .findings()
                        .named())
                .isEmpty();
    }

    @Test
    void inputsOfAllStepsAreLookedAtForANegativeOne() {
        Unit positive = Unit.between(0, 2);

        assertThat(layer("relu6")
                        .stepOfInputs(0, 125, units(4, positive))
                        .stepOfInputs(1, 125, units(4, positive))
                        .findings()
                        .of("pre-without-negatives"))
                .isPresent();
        assertThat(layer("relu6")
                        .stepOfInputs(0, 250, units(4, Unit.between(-2, 2)))
                        .stepOfInputs(1, 250, units(4, positive))
                        .findings()
                        .of("pre-without-negatives"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaky_relu", "elu", "softplus", "gelu"})
    void positiveInputsOfOtherFunctionsAreFine(String activation) {
        assertThat(layer(activation)
                        .stepOfInputs(0, 500, units(4, Unit.between(0, 2)))
                        .findings()
                        .named())
                .doesNotContain("fail pre-without-negatives");
    }

    // low-fp16-headroom, no-activation

    @Test
    void valuesWithinAFactorOfTwoOfHalfPrecisionsLimitAreMentioned() {
        assertThat(headroom(32753)).hasValueSatisfying(finding -> assertThat(finding.evidence())
                .isEqualTo("the largest value is 50 % of what half precision holds"));
        assertThat(headroom(32752)).isEmpty();
        assertThat(headroom(65504 * 2.4e7)).hasValueSatisfying(finding -> assertThat(finding.evidence())
                .isEqualTo("the largest value is 2.40e+07 times more than half precision holds"));
    }

    private static Optional<Finding> headroom(double largest) {
        return layer("relu")
                .step(0, ENOUGH, Unit.alive().except(0, largest))
                .findings()
                .of("low-fp16-headroom");
    }

    @Test
    void layerWithoutActivationIsMentionedAndOnlyItsValuesAreJudged() {
        Found found = layer("").step(0, ENOUGH, units(4, Unit.silent())).findings();

        assertThat(found.named()).containsExactly("info no-activation");
        assertThat(found.verdict()).isEqualTo(LayerVerdict.NOT_JUDGED);
    }

    @Test
    void layerWithoutActivationThatLooksLikeOneIsGuessed() {
        Finding guessed = layer("")
                .named("fc1", 0)
                .step(0, ENOUGH, units(4, Unit.alive()))
                .findings()
                .the("no-activation");

        assertThat(guessed.evidence())
                .endsWith("fc1 looks like relu: none of 1,200 values is negative and 50 % are exactly 0; say"
                        + " --activation 'fc1=relu'");
        assertThat(guessed.suggestions().get(0).text()).isEqualTo("say --activation 'fc1=relu'");
    }

    @Test
    void rulesOnValuesSpeakOfALayerWithoutActivationToo() {
        Found found = layer("")
                .step(0, ENOUGH, units(4, Unit.between(-1, 1).except(3, Double.NaN)))
                .findings();

        assertThat(found.named()).containsExactly("fail non-finite", "info no-activation");
        assertThat(found.verdict()).isEqualTo(LayerVerdict.FAIL);
    }

    // dead-units

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "29, ''",
        "30, warn dead-units",
        "49, warn dead-units",
        "50, fail dead-units",
        "100, fail dead-units"
    })
    void deadUnitsWarnFromThirtyPercentAndFailFromHalfOn(int dead, String finding) {
        Found found = layer("relu")
                .step(0, ENOUGH, mixed(100, dead, Unit.silent(), Unit.alive()))
                .findings();

        assertThat(found.named()).containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
        if (!finding.isEmpty()) {
            assertThat(found.the("dead-units").numbers())
                    .isEqualTo(Map.of(
                            "dead_units",
                            (long) dead,
                            "nearly_dead_units",
                            0L,
                            "units",
                            100,
                            "since_first_step",
                            (long) dead,
                            "cause",
                            "off"));
        }
    }

    @Test
    void unitsThatProvablyFireRarelyAreDeadUnitsToo() {
        Found found = layer("relu")
                .step(0, 1000, mixed(10, 3, Unit.firingIn(2), Unit.alive()))
                .findings();

        assertThat(found.named()).containsExactly("warn dead-units");
        assertThat(found.the("dead-units").evidence())
                .startsWith("0 of 10 units never fired and 3 fired in 1,000 samples");
    }

    @ParameterizedTest
    @CsvSource({"1, 2, ''", "2, 2, fail dead-units", "2, 4, ''", "3, 6, fail dead-units", "1, 1, fail dead-units"})
    void shareOfUnitsNeedsThreeOrAllOfThem(int dead, int units, String finding) {
        assertThat(layer("relu")
                        .step(0, ENOUGH, mixed(units, dead, Unit.silent(), Unit.alive()))
                        .findings()
                        .named())
                .containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({"49, ''", "50, warn dead-units", "89, warn dead-units", "90, fail dead-units"})
    void deadGatesWarnFromHalfAndFailFromNineTenthsOn(int dead, String finding) {
        assertThat(layer("relu")
                        .as(Role.GATE)
                        .step(0, ENOUGH, mixed(100, dead, Unit.silent(), Unit.alive()))
                        .findings()
                        .named())
                .containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @Test
    void featuresMayBeRareButSomeMustBeLeft() {
        assertThat(features(300, 89).named()).containsExactly("info not-enough-data");
        assertThat(features(300, 90).named()).containsExactly("fail dead-units");
        assertThat(features(298, 90).named()).containsExactly("info not-enough-data");
        assertThat(layer("relu")
                        .as(Role.FEATURES)
                        .step(0, 29_956, units(3, Unit.silent()))
                        .latest()
                        .verdicts())
                .containsOnly(UnitVerdict.DEAD);
    }

    private static Found features(int samples, int silent) {
        return layer("relu")
                .as(Role.FEATURES)
                .step(0, samples, mixed(100, silent, Unit.silent(), Unit.alive()))
                .findings();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128, 299, 512, 1000, 4096})
    void moreSamplesNeverMakeAVerdictMilder(int samples) {
        Unit rare = sample -> sample % 50 == 7 ? 1 + sample % 7 : 0; // fires in 2 % of the samples
        Found found = layer("relu")
                .step(0, samples, mixed(100, 40, Unit.silent(), rare))
                .findings();

        assertThat(found.of("dead-units").isPresent()).isEqualTo(samples >= 299);
        assertThat(found.of("not-enough-data").isPresent()).isEqualTo(samples < 299);
    }

    @Test
    void deadUnitsAreThoseOfTheLastStep() {
        assertThat(layer("relu")
                        .step(0, ENOUGH, units(10, Unit.silent()))
                        .step(1, ENOUGH, units(10, Unit.alive()))
                        .findings()
                        .named())
                .containsExactly("info revived-units");
    }

    @Test
    void unitsThatDiedInTrainingSuggestTheLearningRateFirst() {
        Finding finding = layer("relu")
                .step(0, ENOUGH, mixed(4, 1, Unit.silent(), Unit.alive()))
                .step(25, ENOUGH, mixed(4, 3, Unit.silent(), Unit.alive()))
                .findings()
                .the("dead-units");

        assertThat(finding.evidence())
                .contains("3 of 4 units")
                .contains("300 samples")
                .contains("1 since step 0")
                .contains("2 since step 25");
        assertThat(finding.suggestions().get(0).text()).contains("learning rate");
    }

    @Test
    void unitsDeadSinceTheFirstStepSuggestTheBiasFirst() {
        Finding finding = layer("relu")
                .step(0, ENOUGH, mixed(4, 2, Unit.silent(), Unit.alive()))
                .step(25, ENOUGH, mixed(4, 3, Unit.silent(), Unit.alive()))
                .findings()
                .the("dead-units");

        assertThat(finding.evidence()).contains("2 since step 0").contains("1 since step 25");
        assertThat(finding.suggestions().get(0).text()).isEqualTo("initialise biases at 0");
    }

    @Test
    void logThatBeginsLateCannotTellSinceWhenUnitsAreDead() {
        Finding finding = layer("relu")
                .step(1500, ENOUGH, units(4, Unit.silent()))
                .findings()
                .the("dead-units");

        assertThat(finding.evidence()).endsWith("4 since step 1,500 or before");
        assertThat(finding.sinceOrBefore()).isTrue();
        assertThat(finding.numbers()).containsEntry("cause", "late-log").doesNotContainKey("since_first_step");
        assertThat(finding.suggestions().get(0).text()).startsWith("record earlier steps");
    }

    // stuck-units: gelu's low tail ends at -2.2857

    @ParameterizedTest
    @CsvSource({"29, ''", "30, warn stuck-units", "49, warn stuck-units", "50, fail stuck-units"})
    void stuckUnitsWarnFromThirtyPercentAndFailFromHalfOn(int stuck, String finding) {
        Found found = layer("gelu")
                .stepOfInputs(0, ENOUGH, mixed(100, stuck, Unit.between(-11, -9), Unit.between(-2, 2)))
                .findings();

        assertThat(found.named()).containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @Test
    void stuckGatesAreGatesThatNeverMove() {
        Finding finding = layer("sigmoid")
                .as(Role.GATE)
                .step(0, ENOUGH, mixed(10, 6, Unit.between(0.99, 0.999), Unit.between(0.1, 0.9)))
                .findings()
                .the("stuck-units");

        assertThat(finding.severity()).isEqualTo(Severity.WARN);
        assertThat(finding.numbers()).containsEntry("cause", "gate");
        assertThat(finding.evidence()).startsWith("6 of 10 gates never move");
    }

    @Test
    void unitThatJumpsBetweenTheTailsIsNotStuck() {
        Unit jumping = sample -> sample % 2 == 0 ? 0.99 : -0.99;

        assertThat(layer("tanh").step(0, ENOUGH, units(4, jumping)).findings().of("stuck-units"))
                .isEmpty();
    }

    // not-enough-data

    @Test
    void silentUnitsInTooFewSamplesAreUndecidedAndSayHowManyAreMissing() {
        Found found = layer("relu")
                .step(0, 200, mixed(10, 3, Unit.silent(), Unit.alive()))
                .findings();

        assertThat(found.named()).containsExactly("info not-enough-data");
        assertThat(found.verdict()).isEqualTo(LayerVerdict.INSUFFICIENT_DATA);
        assertThat(found.the("not-enough-data").numbers())
                .isEqualTo(Map.of("insufficient_units", 3L, "units", 10, "samples", 200L));
        assertThat(found.the("not-enough-data").suggestions()).singleElement().satisfies(s -> assertThat(s.text())
                .isEqualTo("log 99 more samples"));
    }

    @Test
    void unitWithoutAnyValueGetsNoAdviceToLogMoreSamples() {
        Finding finding = layer("relu")
                .step(0, ENOUGH, Unit.constant(NULL), Unit.alive())
                .findings()
                .the("not-enough-data");

        assertThat(finding.evidence())
                .isEqualTo("1 of 2 units have no values, or too few, that are neither NULL nor masked");
        assertThat(finding.suggestions().get(0).text()).isEqualTo("log values of every unit");
    }

    @Test
    void silentUnitsThatAreProbablyAliveAreEstimated() {
        Unit[] units = new Unit[10];
        for (int u = 0; u < units.length; u++) {
            int onlySample = u;
            units[u] = u < 6 ? Unit.silent() : sample -> sample == onlySample ? 1 : 0;
        }

        // four units seen once, none twice: 199/200 * 4 * 3 / 2 = 5.97
        assertThat(layer("relu")
                        .step(0, 200, units)
                        .findings()
                        .the("not-enough-data")
                        .evidence())
                .endsWith("; an estimated 5 or more of the silent ones are alive, but rarely fire");
    }

    @Test
    void fewSilentUnitsAreNotWorthMoreData() {
        Found found = layer("relu")
                .step(0, 200, mixed(11, 3, Unit.silent(), Unit.alive()))
                .findings();

        assertThat(found.named()).isEmpty();
        assertThat(found.verdict()).isEqualTo(LayerVerdict.OK);
    }

    @Test
    void enoughDataDecides() {
        assertThat(layer("relu")
                        .step(0, 299, mixed(10, 3, Unit.silent(), Unit.alive()))
                        .findings()
                        .named())
                .containsExactly("warn dead-units");
        assertThat(layer("relu")
                        .step(0, 298, mixed(10, 3, Unit.silent(), Unit.alive()))
                        .findings()
                        .the("not-enough-data")
                        .suggestions())
                .singleElement()
                .satisfies(s -> assertThat(s.text()).isEqualTo("log 1 more sample"));
    }

    @Test
    void deadUnitsComeBeforeUndecidedOnes() {
        Unit halfSeen = sample -> sample < 100 ? 0 : NULL;
        Unit[] units = {Unit.silent(), Unit.silent(), Unit.silent(), halfSeen, halfSeen, halfSeen, Unit.alive()};

        assertThat(layer("relu").step(0, 300, units).findings().named())
                .containsExactlyInAnyOrder("warn dead-units", "warn missing-values");
    }

    // constant-units

    @ParameterizedTest
    @CsvSource({"9, 10, ''", "10, 10, warn constant-units", "100, 10, warn constant-units", "100, 9, ''"})
    void constantUnitsWarnFromATenthAndTenSamplesOn(int constant, int samples, String finding) {
        Found found = layer("leaky_relu")
                .step(0, samples, mixed(100, constant, Unit.constant(-2), Unit.between(-1, 1)))
                .findings();

        assertThat(found.of("constant-units")
                        .map(f -> f.severity() + " " + f.rule())
                        .orElse(""))
                .isEqualTo(finding);
    }

    // saturation: tanh is saturated from |a| >= sqrt(0.95) = 0.9747 on

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "49, ''",
        "50, warn saturation",
        "69, warn saturation",
        "70, fail saturation",
        "100, fail saturation"
    })
    void saturationWarnsFromHalfAndFailsFromSeventyPercentOfTheValuesOn(int saturated, String finding) {
        Unit levelledOff = sample -> sample % 2 == 0 ? 0.98 : -0.98;
        Found found = layer("tanh")
                .step(0, 20, mixed(100, saturated, levelledOff, HEALTHY_TANH))
                .findings();

        assertThat(found.of("saturation")
                        .map(f -> f.severity() + " " + f.rule())
                        .orElse(""))
                .isEqualTo(finding);
    }

    @Test
    void flatSideOfAFunctionThatIsMeantToHaveOneIsNoAlarm() {
        Found found = layer("elu")
                .step(0, 20, mixed(10, 6, Unit.between(-0.99, -0.96), Unit.between(-0.5, 2)))
                .findings();

        assertThat(found.of("saturation")).isEmpty();
        assertThat(found.run().layers().get(0).diagnosis().latest().figures().get(Figure.SATURATED_LOW_FRACTION))
                .hasValue(0.6);
    }

    // signal-collapse: tanh's outputs have a range of 2

    @ParameterizedTest
    @CsvSource({
        "0.0501, 10, ''",
        "0.0499, 10, warn signal-collapse",
        "0.0051, 10, warn signal-collapse",
        "0.0049, 10, fail signal-collapse",
        "0, 10, fail signal-collapse",
        "0.0049, 8, ''"
    })
    void signalCollapseIsASpreadBelowATwentiethOfTheRange(double spread, int samples, String finding) {
        // half of the samples at +d and half at -d have a standard deviation of d
        Unit unit = sample -> (sample % 2 == 0 ? 1 : -1) * spread * 2;
        Found found = layer("tanh").step(0, samples, units(5, unit)).findings();

        assertThat(found.of("signal-collapse")
                        .map(f -> f.severity() + " " + f.rule())
                        .orElse(""))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0505, ''",
        "0.0495, warn signal-collapse",
        "0.00505, warn signal-collapse",
        "0.00495, fail signal-collapse"
    })
    void signalOfAFunctionWithoutARangeCollapsesBelowATwentiethOfItsSize(double spread, String finding) {
        Unit unit = sample -> 3 * (1 + (sample % 2 == 0 ? spread : -spread));
        Found found = layer("relu").step(0, 20, units(5, unit)).findings();

        assertThat(found.of("signal-collapse")
                        .map(f -> f.severity() + " " + f.rule())
                        .orElse(""))
                .isEqualTo(finding);
    }

    @Test
    void smallSignalWithoutSaturationSuggestsALargerInitialisation() {
        Finding finding = layer("tanh")
                .step(0, 20, units(5, Unit.between(-0.001, 0.001)))
                .findings()
                .the("signal-collapse");

        assertThat(finding.numbers()).containsEntry("cause", "small-init");
        assertThat(finding.suggestions().get(0).text()).startsWith("use a larger initialisation");
        assertThat(finding.suggestions().get(0).because()).isEqualTo("0 % of the values are saturated");
    }

    // collapsed-at-start

    @Test
    void layerThatBeganAsAConstantIsMentioned() {
        LayerBuilder layer =
                layer("tanh").step(0, 20, units(5, Unit.between(-0.001, 0.001))).step(100, 20, units(5, HEALTHY_TANH));

        assertThat(layer.findings().named()).containsExactly("info collapsed-at-start", "info saturating-activation");
    }

    // signal-scale, massive-activations

    @ParameterizedTest
    @CsvSource({"19, ''", "21, warn signal-scale", "0.06, ''", "0.04, warn signal-scale"})
    void shallowestLayerOfAnUnusualSizeWarns(double size, String finding) {
        Unit unit = sample -> sample % 2 == 0 ? size : -size;

        assertThat(layer("identity").step(0, 20, units(4, unit)).findings().named())
                .containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({
        "999, ''",
        "1001, warn signal-scale",
        "1000001, fail signal-scale",
        "0.00101, ''",
        "0.00099, warn signal-scale",
        "0.00000099, fail signal-scale"
    })
    void deeperLayerIsComparedWithTheShallowest(double ratio, String finding) {
        Unit one = sample -> sample % 2 == 0 ? 1 : -1;
        Found found = Found.of(
                Settings.DEFAULT,
                layer("identity").named("a", 0).step(0, 20, units(4, one)).build(),
                layer("identity")
                        .named("b", 1)
                        .step(0, 20, units(4, sample -> ratio * one.at(sample)))
                        .build());

        assertThat(found.of("signal-scale")
                        .map(f -> f.severity() + " " + f.rule())
                        .orElse(""))
                .isEqualTo(finding);
    }

    @Test
    void unitFarLargerThanTheRestIsReportedAndDoesNotSetTheScale() {
        Unit[] units = mixed(10, 1, Unit.between(900, 1100), Unit.between(-1, 1));

        assertThat(layer("identity").step(0, 20, units).findings().named()).containsExactly("info massive-activations");
    }

    @Test
    void spreadIsTheMedianUnits() {
        Unit wide = sample -> sample % 2 == 0 ? 0.8 : -0.8;
        Unit narrow = sample -> sample % 2 == 0 ? 0.2 : -0.2;

        assertThat(spread(wide, narrow)).isEqualTo(0.25);
        assertThat(spread(wide, narrow, narrow)).isEqualTo(0.1);
        assertThat(spread(wide, narrow, narrow, wide.except(3, Double.NaN))).isEqualTo(0.1);
    }

    private static double spread(Unit... units) {
        return layer("tanh")
                .step(0, 20, units)
                .latest()
                .figures()
                .get(Figure.SIGNAL_SPREAD)
                .orElseThrow();
    }

    // vanishing-gradient: E f' of sigmoid is 0.206620964142

    @ParameterizedTest
    @CsvSource({
        "0.0104, ''",
        "0.0103, warn vanishing-gradient",
        "0.000207, warn vanishing-gradient",
        "0.000206, fail vanishing-gradient"
    })
    void gradientVanishesBelowATwentiethOfWhatIsExpected(double derivative, String finding) {
        double output = (1 - Math.sqrt(1 - 4 * derivative)) / 2; // a (1 - a) = f'
        Unit bothTails = sample -> sample % 2 == 0 ? output : 1 - output; // so that no unit is stuck in one
        Found found = layer("sigmoid").step(0, 50, units(5, bothTails)).findings();

        assertThat(found.of("vanishing-gradient")
                        .map(f -> f.severity() + " " + f.rule())
                        .orElse(""))
                .isEqualTo(finding);
    }

    @Test
    void gradientThatVanishesWithDeadOrUndecidedUnitsIsReportedOnce() {
        assertThat(layer("relu")
                        .step(0, ENOUGH, units(5, Unit.silent()))
                        .findings()
                        .named())
                .containsExactly("fail dead-units");
        assertThat(layer("relu")
                        .step(0, 200, units(5, Unit.silent()))
                        .findings()
                        .named())
                .containsExactly("info not-enough-data");
    }

    @Test
    void functionThatCanBeOffIsReportedToPassFewValues() {
        Unit rare = sample -> sample % 50 == 7 ? 1.5 : 0;
        Finding finding = layer("relu").step(0, 1000, units(5, rare)).findings().the("vanishing-gradient");

        assertThat(finding.evidence()).startsWith("only 2 % of the values pass a gradient");
        assertThat(finding.numbers()).containsEntry("cause", "off");
        assertThat(finding.suggestions()).noneMatch(s -> s.text().contains("use ReLU"));
        assertThat(layer("relu")
                        .as(Role.FEATURES)
                        .step(0, 1000, units(5, rare))
                        .findings()
                        .named())
                .isEmpty();
    }

    // zero-gradient, non-finite-gradient, gradient-scale

    @ParameterizedTest
    @CsvSource({"4, ''", "5, warn zero-gradient", "9, warn zero-gradient", "10, fail zero-gradient"})
    void unitsThatFireWithoutAnyGradientWarnFromHalfOn(int idle, String finding) {
        Found found = layer("relu")
                .gradients(mixed(10, idle, Unit.constant(0), Unit.between(-1, 1)))
                .step(0, 20, units(10, Unit.alive()))
                .findings();

        assertThat(found.named()).containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @Test
    void nonFiniteGradientFailsAtItsFirstStep() {
        Finding finding = layer("relu")
                .gradients(units(4, Unit.between(-1, 1)))
                .step(0, 20, units(4, Unit.alive()))
                .gradients(units(4, Unit.between(-1, 1).except(3, Double.NaN)))
                .step(5, 20, units(4, Unit.alive()))
                .findings()
                .the("non-finite-gradient");

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.step()).isEqualTo(5);
        assertThat(finding.numbers()).isEqualTo(Map.of("values", 4L));
    }

    @ParameterizedTest
    @CsvSource({"999, ''", "1001, large", "0.00099, small"})
    void gradientIsComparedWithTheDeepestLayers(double ratio, String cause) {
        Unit one = sample -> sample % 2 == 0 ? 1 : -1;
        Found found = Found.of(
                Settings.DEFAULT,
                layer("relu")
                        .named("a", 0)
                        .gradients(units(4, sample -> ratio * one.at(sample)))
                        .step(0, 20, units(4, Unit.alive()))
                        .build(),
                layer("relu")
                        .named("b", 1)
                        .gradients(units(4, one))
                        .step(0, 20, units(4, Unit.alive()))
                        .build());

        assertThat(found.of("gradient-scale")
                        .map(f -> (String) f.numbers().get("cause"))
                        .orElse(""))
                .isEqualTo(cause);
    }

    // no-nonlinearity

    @Test
    void gradientThatDoesNotVaryMakesALinearMap() {
        assertThat(layer("tanh")
                        .step(0, 20, units(5, Unit.between(-0.05, 0.05)))
                        .findings()
                        .the("no-nonlinearity")
                        .severity())
                .isEqualTo(Severity.WARN);
        assertThat(layer("tanh").step(0, 20, units(5, HEALTHY_TANH)).findings().of("no-nonlinearity"))
                .isEmpty();
        assertThat(layer("tanh")
                        .step(0, 9, units(5, Unit.between(-0.05, 0.05)))
                        .findings()
                        .of("no-nonlinearity"))
                .isEmpty();
        assertThat(layer("identity")
                        .step(0, 20, units(5, Unit.between(-2, 2)))
                        .findings()
                        .named())
                .isEmpty();
    }

    // saturating-activation, revived-units

    @ParameterizedTest
    @CsvSource({"sigmoid, 1", "tanh, 1", "hard_tanh, 0", "softsign, 0", "relu, 0"})
    void hiddenSigmoidOrTanhIsMentioned(String activation, int mentions) {
        Unit[] units = units(5, Unit.between(0.1, 0.9));

        assertThat(layer(activation).step(0, 20, units).findings().named().stream()
                        .filter("info saturating-activation"::equals))
                .hasSize(mentions);
        assertThat(layer(activation)
                        .as(Role.OUTPUT)
                        .step(0, 20, units)
                        .findings()
                        .of("saturating-activation"))
                .isEmpty();
    }

    @Test
    void revivedUnitsAreMentioned() {
        Found found = layer("relu")
                .step(0, ENOUGH, mixed(4, 2, Unit.silent(), Unit.alive()))
                .step(1, ENOUGH, units(4, Unit.alive()))
                .findings();

        assertThat(found.named()).containsExactly("info revived-units");
        assertThat(found.the("revived-units").numbers()).isEqualTo(Map.of("revived_units", 2));
        assertThat(found.verdict()).isEqualTo(LayerVerdict.OK);
    }

    // softmax kinds

    @Test
    void rowOfASoftmaxThatDoesNotSumToOneFails() {
        Unit[] off = probabilities(0.2, 0.3, 0.5);
        off[2] = off[2].except(4, 0.4);

        assertThat(layer("softmax").step(0, ENOUGH, off).findings().the("row-sums"))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.FAIL))
                .satisfies(finding -> assertThat(finding.numbers()).isEqualTo(Map.of("row_sum_errors", 1L)));
        assertThat(layer("softmax")
                        .step(0, ENOUGH, probabilities(0.2, 0.3, 0.5))
                        .findings()
                        .named())
                .isEmpty();
    }

    @Test
    void softmaxThatCollapsedInsideTheNetWarns() {
        Unit[] sure = {Unit.constant(0.999), Unit.constant(0.001)};

        assertThat(layer("softmax").step(0, 5, sure).findings().named()).containsExactly("warn entropy-collapse");
        assertThat(layer("softmax").as(Role.OUTPUT).step(0, 5, sure).findings().named())
                .isEmpty();
        assertThat(layer("hardmax")
                        .step(0, 5, Unit.constant(1), Unit.constant(0))
                        .findings()
                        .named())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"94, 100, ''", "95, 100, warn one-class-output", "9, 9, ''", "10, 10, warn one-class-output"})
    void outputOfOneClassWarnsFromNineteenTwentiethsOn(int wins, int samples, String finding) {
        Unit first = sample -> sample < wins ? 0.6 + sample % 3 / 100.0 : 0.4;
        Unit second = sample -> 1 - first.at(sample);
        assertThat(layer("softmax")
                        .as(Role.OUTPUT)
                        .step(0, samples, first, second)
                        .findings()
                        .named())
                .containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
        assertThat(layer("softmax").step(0, samples, first, second).findings().named())
                .isEmpty();
    }

    @Test
    void logitsChooseAClassWhereTheirRoleIsDeclared() {
        Unit[] logits = {Unit.between(2, 3), Unit.between(-1, 1)};

        assertThat(layer("").as(Role.OUTPUT).step(0, 20, logits).findings().named())
                .containsExactly("warn one-class-output", "info no-activation");
        assertThat(layer("").as(Role.OUTPUT).step(0, 20, logits).findings().verdict())
                .isEqualTo(LayerVerdict.WARN);
        assertThat(layer("").step(0, 20, logits).findingsAsDerived().named()).containsExactly("info no-activation");
    }

    @Test
    void sameAnswerForEverySampleWarns() {
        assertThat(layer("sigmoid")
                        .as(Role.OUTPUT)
                        .step(0, 20, units(4, Unit.between(0.5, 0.501)))
                        .findings()
                        .named())
                .containsExactly("warn constant-output");
        assertThat(layer("softmax")
                        .as(Role.OUTPUT)
                        .step(0, 20, probabilities(0.2, 0.8))
                        .findings()
                        .named())
                .containsExactly("warn constant-output");
    }

    @Test
    void sharpHeadIsMentionedThoughTheLayerIsNot() {
        Unit[] heads = {
            Unit.constant(0.5), Unit.constant(0.5), Unit.constant(0.5), Unit.constant(0.5),
            Unit.constant(1), Unit.constant(0), Unit.constant(0), Unit.constant(1)
        };
        Found found = layer("softmax")
                .as(Role.ATTENTION)
                .shaped(UnitLayout.alongAxis(new int[] {2, 2, 2}, 0))
                .step(0, 20, heads)
                .findings();

        assertThat(found.named()).containsExactly("info collapsed-heads");
        assertThat(found.the("collapsed-heads").evidence())
                .contains("1 of 2 heads")
                .contains("head 1 with 0 %");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 299, ''",
        "3, 299, warn unused-classes",
        "4, 299, warn unused-classes",
        "5, 299, fail unused-classes",
        "5, 298, info not-enough-data"
    })
    void classesThatARouterNeverChoosesWarnFromThreeTenthsOn(int unused, int samples, String finding) {
        Unit[] router = new Unit[10];
        for (int c = 0; c < router.length; c++) {
            int mine = c;
            router[c] = sample -> sample % (10 - unused) == mine ? 0.55 : 0.05;
        }
        Found found = layer("softmax").as(Role.ROUTER).step(0, samples, router).findings();

        assertThat(found.named()).containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    // what the rows give away

    @Test
    void duplicateRowsFailAtTheirFirstStep() {
        Finding finding = layer("leaky_relu")
                .step(0, 50, units(3, Unit.between(-1, 1)))
                .duplicates(2)
                .step(5, 50, units(3, Unit.between(-1, 1)))
                .step(9, 50, units(3, Unit.between(-1, 1)))
                .findings()
                .the("duplicate-rows");

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.step()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, info missing-values", "2, warn missing-values"})
    void missingRowsWarnAboveAHundredth(int missing, String finding) {
        Found found = layer("leaky_relu")
                .missingRows(missing)
                .step(0, 100, units(3, Unit.between(-1, 1)))
                .findings();

        assertThat(found.named()).containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, info missing-values", "2, warn missing-values"})
    void nullElementsWarnAboveAHundredth(int missing, String finding) {
        Unit holes = sample -> sample < missing ? NULL : Unit.between(-1, 1).at(sample);
        Found found = layer("leaky_relu").step(0, 100, units(2, holes)).findings();

        assertThat(found.named()).containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @Test
    void layerWithoutRowsAtAStepOfOthersWarnsAtTheFirstSuchStep() {
        Unit[] units = units(3, Unit.between(-1, 1));
        LayerDiagnosis whole = layer("leaky_relu")
                .named("a", 0)
                .step(0, 50, units)
                .step(5, 50, units)
                .step(9, 50, units)
                .build();
        LayerDiagnosis sparse =
                layer("leaky_relu").named("b", 1).step(0, 50, units).build();

        Found found = Found.of(Settings.DEFAULT, sparse, whole);

        assertThat(found.named()).containsExactly("warn missing-layer");
        assertThat(found.the("missing-layer").subject().name()).isEqualTo("b");
        assertThat(found.the("missing-layer").step()).isEqualTo(5);
    }

    @Test
    void outputsThatAreNotTheActivationOfTheirInputsWarn() {
        Unit inputs = Unit.between(-1, 1);
        Unit leaky = sample -> Math.max(inputs.at(sample), 0.2 * inputs.at(sample));
        Unit right = sample -> Math.max(inputs.at(sample), 0.01 * inputs.at(sample));

        assertThat(layer("leaky_relu")
                        .stepOfBoth(0, 50, units(2, inputs), units(2, leaky))
                        .findings()
                        .named())
                .containsExactly("warn activation-mismatch");
        assertThat(layer("leaky_relu")
                        .stepOfBoth(0, 50, units(2, inputs), units(2, right))
                        .findings()
                        .named())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "2, warn activation-mismatch"})
    void aThousandthOfTheOutputsMayBeOff(int off, String finding) {
        Unit inputs = Unit.between(0.5, 1);
        Unit outputs = sample -> inputs.at(sample) + (sample < off ? 0.1 : 0);

        assertThat(layer("leaky_relu")
                        .stepOfBoth(0, 1000, units(1, inputs), units(1, outputs))
                        .findings()
                        .named())
                .filteredOn(name -> name.contains("mismatch"))
                .containsExactlyElementsOf(finding.isEmpty() ? List.of() : List.of(finding));
    }

    // every finding

    @Test
    void everyWarningAndFailureSuggestsSomethingWithItsSource() {
        Stream<Found> planted = Stream.of(
                layer("relu").step(0, ENOUGH, units(4, Unit.silent())).findings(),
                layer("relu").step(0, 1000, units(4, Unit.firingIn(2))).findings(),
                layer("tanh").step(0, 20, units(4, Unit.constant(0.99))).findings(),
                layer("tanh").step(0, 20, units(4, Unit.between(-0.01, 0.01))).findings(),
                layer("relu").step(0, 20, units(4, Unit.constant(-1))).findings(),
                layer("relu").step(0, 20, units(4, Unit.constant(Double.NaN))).findings(),
                layer("softmax")
                        .step(0, 20, Unit.constant(1), Unit.constant(0.5))
                        .findings());

        assertThat(planted.flatMap(found -> found.run().findings().stream())
                        .filter(finding -> finding.severity() != Severity.INFO))
                .hasSizeGreaterThan(8)
                .allSatisfy(finding -> {
                    assertThat(finding.suggestions()).isNotEmpty();
                    assertThat(finding.suggestions())
                            .allSatisfy(s -> assertThat(s.source()).isNotBlank());
                    assertThat(finding.evidence()).isNotBlank().doesNotContain("%,", "%s", "%d");
                });
    }

    static Unit[] units(int count, Unit unit) {
        return mixed(count, count, unit, unit);
    }

    /** So many units, the first of one kind and the rest of another. */
    static Unit[] mixed(int count, int first, Unit kind, Unit others) {
        Unit[] units = new Unit[count];
        Arrays.fill(units, others);
        Arrays.fill(units, 0, first, kind);
        return units;
    }

    private static Unit[] probabilities(double... probabilities) {
        return Arrays.stream(probabilities).mapToObj(Unit::constant).toArray(Unit[]::new);
    }
}
