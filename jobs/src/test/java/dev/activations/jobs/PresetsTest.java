package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the presets say of a log against what the tools say of it: numbers of their formulas in numpy, which
 * {@code src/test/python/presets.py} compared with their own code.
 */
class PresetsTest {

    private static final Path FOLDER = Path.of("src/test/resources/presets");
    private static Report report;
    private static Map<String, CheckResult> byName;

    /** @param ours {@code exact}, {@code bounded} where a bin of the histogram is divided, or {@code undecided} */
    record Expected(String preset, String layer, String rule, String value, String outcome, String ours) {
        String name() {
            return preset + ": " + rule + " of " + layer;
        }
    }

    static List<Expected> expected() throws IOException {
        List<Expected> all = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("expected.csv")).stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",", -1);
            all.add(new Expected(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]));
        }
        return all;
    }

    @BeforeAll
    static void diagnose() throws IOException {
        ActivationDiagnostics diagnostics = log();
        expected().stream().map(Expected::preset).distinct().forEach(diagnostics::withPreset);
        report = diagnostics.run();
        byName = report.gates().checks().stream()
                .collect(Collectors.toMap(
                        check -> check.check() + " of " + check.layer().orElse("nothing"), Function.identity()));
    }

    private static ActivationDiagnostics log() {
        return ActivationDiagnostics.on(
                Sessions.shared().read().json(FOLDER.resolve("log.jsonl").toString()));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void presetSaysWhatTheToolSaysOrThatTheLogDoesNotTell(Expected expected) {
        CheckResult check = byName.get(expected.name());
        assertThat(check).as(expected.name()).isNotNull();
        if (expected.ours().equals("undecided")) {
            assertThat(check.outcome()).isEqualTo(Outcome.UNDECIDED);
            assertThat(check.value()).isEmpty();
            assertThat(check.reason()).isNotEmpty();
            return;
        }
        assertThat(check.outcome().toString()).as(check.toString()).isEqualTo(expected.outcome());
        if (expected.value().isEmpty()) {
            assertThat(check.value()).isEmpty();
        } else {
            double allowed =
                    expected.ours().equals("bounded") ? 0.02 : 1e-6 * Math.abs(Double.parseDouble(expected.value()));
            assertThat(check.value().orElseThrow()).isCloseTo(Double.parseDouble(expected.value()), within(allowed));
        }
    }

    @Test
    void everyResultOfAPresetIsExpected() throws IOException {
        assertThat(expected().stream().map(Expected::name))
                .containsAll(byName.keySet().stream()
                        .filter(name ->
                                !name.startsWith("sagemaker:")) // of which expected.csv has the changed rule alone
                        .toList());
    }

    @Test
    void unitSilentIn200SamplesIsDyingToSageMakerAndUndecidedHere() {
        LayerReport relu = layer("relu");
        assertThat(relu.judged().figures().get(Figure.DEAD_UNITS)).hasValue(0);
        assertThat(relu.judged().figures().get(Figure.INSUFFICIENT_UNITS)).hasValue(5);
        assertThat(byName.get("sagemaker: dying_relu of relu").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void reasonOfAFailureIsTheFirstStepThatMetTheRule() {
        assertThat(byName.get("sagemaker: dying_relu of relu").reason()).isEqualTo("first at step 200");
        assertThat(byName.get("sagemaker: exploding_tensor of broken").reason()).isEqualTo("first at step 300");
    }

    @Test
    void ruleThatSpeaksFailsWhateverFindingsMayDo() {
        assertThat(report.exitStatus(FailOn.NEVER)).isEqualTo(Report.FAILED);
    }

    @Test
    void reportCountsDormantUnitsOfTheFirstRedoWhereTheyAreDetermined() {
        Report redo = log().withPreset("redo:tau=0.1").withPreset("redo:tau=0").run();
        assertThat(layer(redo, "conv").judged().figures().get(Figure.DORMANT_UNITS))
                .hasValue(2);
        assertThat(layer(redo, "tanh_pre").judged().figures().get(Figure.DORMANT_UNITS))
                .isEmpty();
        assertThat(layer("conv").diagnosis().steps().get(0).figures().get(Figure.DORMANT_UNITS))
                .hasValue(1);
    }

    @Test
    void withoutAPresetThereAreNoChecksAndNoDormantUnits() {
        Report plain = log().run();
        assertThat(plain.gates().checks()).isEmpty();
        assertThat(layer(plain, "conv").judged().figures().get(Figure.DORMANT_UNITS))
                .isEmpty();
    }

    @Test
    void ruleThatNoLayerAnswersIsUndecidedIfItIsOfGradientsOrNamed() {
        Report softmaxAlone = TestLog.log()
                .layer("head", 0, "softmax")
                .posts(10, 0.5f, 0.5f)
                .presets("sagemaker", "sagemaker:rules=dying_relu", "redo");
        assertThat(softmaxAlone.gates().checks())
                .extracting(CheckResult::check, CheckResult::layer, CheckResult::outcome, CheckResult::reason)
                .containsExactly(
                        tuple(
                                "sagemaker: vanishing_gradient",
                                Optional.empty(),
                                Outcome.UNDECIDED,
                                "the log has no gradients"),
                        tuple("sagemaker: exploding_tensor", Optional.of("head"), Outcome.PASS, ""),
                        tuple(
                                "sagemaker: dying_relu",
                                Optional.empty(),
                                Outcome.UNDECIDED,
                                "the log has no layer of a relu"),
                        tuple(
                                "redo",
                                Optional.empty(),
                                Outcome.UNDECIDED,
                                "none of its rules is about a layer of this log"));
        assertThat(softmaxAlone.exitStatus(FailOn.NEVER)).isEqualTo(Report.NOT_ENOUGH_DATA);
    }

    @Test
    void outputOfTheModelIsNotDormant() {
        Report sigmoidLast = TestLog.log()
                .layer("fc", 0, "relu")
                .posts(10, 1f, 2f)
                .layer("out", 1, "sigmoid")
                .posts(10, 0.001f, 0.9f)
                .presets("redo");
        assertThat(sigmoidLast.gates().checks()).extracting(CheckResult::layer).containsExactly(Optional.of("fc"));
    }

    @Test
    void layerOfZerosIsWhollyDormant() {
        assertThat(TestLog.log().posts(10, 0f, 0f).presets("redo:tau=0").gates().checks())
                .extracting(CheckResult::value)
                .containsExactly(OptionalDouble.of(1));
    }

    @Test
    void epsilonLeavesOpenWhatIsActive() {
        Report report = TestLog.log()
                .posts(10, 0.5f, 0f)
                .posts(10, 0.5f, 0.01f)
                .presets(Settings.builder().epsilon(0.1).build(), "sagemaker:rules=dying_relu,threshold_layer=40");
        assertThat(report.gates().checks()).extracting(CheckResult::outcome).containsExactly(Outcome.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sagemker | there is no preset 'sagemker'; did you mean sagemaker?",
                "keras | there is no preset 'keras'; there are sagemaker, redo, torch-audit, torchmortem, deepdiagnosis",
                "autotrainer | there is no preset 'autotrainer': AUTOTRAINER judges the gradients of weights and the accuracy,"
                        + " which a log of activations does not hold; docs/presets.md says more",
                "redo:tao=1 | preset redo has no parameter 'tao'; did you mean tau?",
                "redo:tau | preset redo:tau: 'tau' is not a pair such as tau=0.025",
                "redo:tau=-1 | tau takes a number of 0 or more, not '-1'",
                "redo:tau=NaN | tau takes a number of 0 or more, not 'NaN'",
                "sagemaker:threshold_layer=101 | threshold_layer takes a number from 0 to 100, not '101'",
                "sagemaker:only_nan=maybe | only_nan takes true or false, not 'maybe'",
                "sagemaker:rules=dead_relu | preset sagemaker has no rule 'dead_relu'; did you mean dying_relu?"
            })
    void unknownNameIsRefusedWithWhatIsNear(String preset, String sentence) {
        assertThatThrownBy(() -> log().withPreset(preset))
                .isInstanceOf(InputException.class)
                .hasMessage(sentence);
    }

    private static LayerReport layer(String name) {
        return layer(report, name);
    }

    private static LayerReport layer(Report of, String name) {
        return of.runs().get(0).layers().stream()
                .filter(layer -> layer.diagnosis().layer().key().layer().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
