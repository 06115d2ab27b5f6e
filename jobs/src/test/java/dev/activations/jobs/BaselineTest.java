package dev.activations.jobs;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.gates.baseline.Found;
import dev.activations.jobs.gates.baseline.LayerComparison;
import dev.activations.jobs.gates.baseline.Place;
import dev.activations.jobs.gates.baseline.Trend;
import dev.activations.jobs.gates.baseline.UnitChanges;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.output.OutputFolders;
import dev.activations.jobs.report.OutputPart;
import dev.activations.jobs.report.ReportOptions;
import dev.activations.jobs.rules.RuleLevel;
import dev.activations.jobs.rules.RuleOverride;
import dev.activations.jobs.rules.RuleOverrides;
import dev.activations.jobs.rules.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diagnosis compared with an earlier one, which was written as a report or as a table of statistics. */
class BaselineTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final float ON = 1;
    private static final float OFF = 0;

    @TempDir
    private Path folder;

    /** Samples of one layer, in every other of which units of {@code 1} fire; the others never do. */
    private static TestLog log(String firing) {
        return of(TestLog.log(), firing);
    }

    private static TestLog of(TestLog log, String firing) {
        for (int sample = 0; sample < 300; sample++) {
            boolean odd = sample % 2 == 1;
            log.post(firing.chars().mapToObj(c -> c == '1' && odd ? ON : OFF).toArray(Float[]::new));
        }
        return log;
    }

    private String report(TestLog log) {
        return report(ActivationDiagnostics.on(log.rows()));
    }

    private String report(ActivationDiagnostics log) {
        String name = folder.resolve("report-" + System.nanoTime()).toString();
        try (OutputFolders folders = OutputFolders.at(new Configuration(), Optional.of(name), Optional.empty())) {
            folders.write(log.diagnose(), EnumSet.of(OutputPart.JSON, OutputPart.TABLES), ReportOptions.DEFAULT);
        }
        return name;
    }

    private String statistics(Dataset<Row> log) {
        String name = folder.resolve("statistics-" + System.nanoTime()).toString();
        ActivationDiagnostics.on(log).diagnose().statistics().write().parquet(name);
        return name;
    }

    private static Report compared(TestLog now, String baseline) {
        return ActivationDiagnostics.on(now.rows()).withBaseline(baseline).run();
    }

    private static BaselineComparison comparison(TestLog now, String baseline) {
        return comparison(compared(now, baseline));
    }

    private static BaselineComparison comparison(Report report) {
        return report.gates().baseline().orElseThrow();
    }

    private static void assertNoChange(BaselineComparison comparison) {
        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.gained()).isEmpty();
        assertThat(comparison.lost()).isEmpty();
        assertThat(comparison.regraded()).isEmpty();
        assertThat(comparison.onlyNow()).isEmpty();
        assertThat(comparison.onlyBefore()).isEmpty();
        assertThat(comparison.layers()).isNotEmpty().allSatisfy(layer -> {
            assertThat(layer.trend()).isEqualTo(Trend.SAME);
            layer.units().ifPresent(units -> {
                assertThat(units.died()).isZero();
                assertThat(units.revived()).isZero();
                assertThat(units.jaccard().orElse(1)).isEqualTo(1);
            });
            for (Figure figure : Figure.reported()) {
                assertThat(layer.now().figure(figure).isPresent())
                        .as(figure.key())
                        .isEqualTo(layer.before().figure(figure).isPresent());
                assertThat(layer.change(figure).orElse(0))
                        .as("%s of %s", figure, layer.now().place())
                        .isCloseTo(
                                0,
                                within(1e-9
                                        * Math.abs(layer.now().figure(figure).orElse(1))));
            }
        });
    }

    @Test
    void demoDoesNotDifferFromItself() {
        String baseline = report(ActivationDiagnostics.on(DigitsLog.rows()));

        BaselineComparison comparison = comparison(ActivationDiagnostics.on(DigitsLog.rows())
                .withBaseline(baseline)
                .run());

        assertNoChange(comparison);
        assertThat(comparison.layers()).hasSize(34);
        assertThat(comparison.layers().stream()
                        .flatMap(layer -> layer.units().stream())
                        .filter(units -> units.jaccard().isPresent()))
                .hasSizeGreaterThan(3)
                .allSatisfy(units -> assertThat(units.deadNow()).isPositive());
        assertThat(comparison.hasNewFailure()).isFalse();
    }

    @Test
    void tableOfStatisticsIsTheSameBaselineAsTheReport() {
        assertNoChange(comparison(ActivationDiagnostics.on(DigitsLog.rows())
                .withBaseline(statistics(DigitsLog.rows()))
                .run()));
    }

    /** 1 and 2 died, 3 came back, 0 is dead both times: 2 of 6 units were dead and 3 are. */
    @Test
    void unitsDieAndComeBack() {
        LayerComparison layer =
                comparison(log("000111"), report(log("011011"))).layers().get(0);

        assertThat(layer.units()).contains(new UnitChanges(2, 2, 1, 0));
        assertThat(layer.units().orElseThrow().deadNow()).isEqualTo(3);
        assertThat(layer.units().orElseThrow().jaccard()).hasValue(0.25);
        assertThat(layer.before().figure(Figure.DEAD_UNITS)).hasValue(2);
        assertThat(layer.change(Figure.DEAD_UNITS)).hasValue(1);
        assertThat(layer.change(Figure.DEAD_FRACTION).getAsDouble()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(layer.pValue()).isEmpty();
    }

    /** One unit more is dead than the two of six before. */
    @Test
    void checkComparesTheChangeOfAFigure() {
        String baseline = report(log("011011"));

        assertThat(checked(log("000111"), baseline, "change(dead_fraction) < 0.2"))
                .returns(Outcome.PASS, CheckResult::outcome)
                .extracting(check -> check.value().getAsDouble(), as(InstanceOfAssertFactories.DOUBLE))
                .isCloseTo(1 / 6.0, within(1e-15));
        assertThat(checked(log("000111"), baseline, "change(dead_units) <= 0"))
                .returns(Outcome.FAIL, CheckResult::outcome)
                .returns(OptionalDouble.of(1), CheckResult::value);
        assertThat(checked(log("000111"), baseline, "fc: change(zero_fraction) < 10 %")
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void changeThatCannotBeToldIsUndecided() {
        String other = report(of(TestLog.log().layer("other", 0, "relu"), "01"));

        assertThat(checked(log("01"), other, "change(dead_fraction) < 0.2"))
                .returns(Outcome.UNDECIDED, CheckResult::outcome)
                .returns("the baseline does not have it", CheckResult::reason);
        assertThat(checked(log("0011"), report(unitWithFewSamples()), "change(dead_units) <= 0"))
                .returns(Outcome.UNDECIDED, CheckResult::outcome)
                .returns(
                        "in the baseline 1 of 4 units has too few samples to tell: it may be up to 2",
                        CheckResult::reason);
        assertThat(checked(log("0011"), report(unitWithFewSamples()), "change(dead_units) <= 1")
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void changeWithoutABaselineSaysWhatToType() {
        ActivationDiagnostics checked =
                ActivationDiagnostics.on(log("01").rows()).withCheck("change(dead_units) < 1");

        assertThatThrownBy(checked::run)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "check 'change(dead_units) < 1' needs a baseline: add --baseline DIR, the --output folder of"
                                + " an earlier diagnosis");
        for (String none : List.of("change(units) < 1", "change(dead_units) < 1 at step 2")) {
            assertThatThrownBy(() -> checked.withCheck(none)).isInstanceOf(InputException.class);
        }
    }

    private static CheckResult checked(TestLog now, String baseline, String check) {
        return ActivationDiagnostics.on(now.rows())
                .withBaseline(baseline)
                .withCheck(check)
                .run()
                .gates()
                .checks()
                .get(0);
    }

    /** Unit 0 has values in 20 samples only: nobody knows whether it is dead. */
    @Test
    void undecidedUnitsAreCountedAndLeftOut() {
        TestLog few = unitWithFewSamples();

        LayerComparison died = comparison(log("0011"), report(few)).layers().get(0);
        LayerComparison revived = comparison(few, report(log("0011"))).layers().get(0);

        assertThat(died.units()).contains(new UnitChanges(1, 0, 0, 1));
        assertThat(revived.units()).contains(new UnitChanges(1, 0, 0, 1));
    }

    private static TestLog unitWithFewSamples() {
        return TestLog.log().posts(20, OFF, OFF, ON, ON).posts(280, null, OFF, ON, ON);
    }

    @Test
    void unitThatIsNotFiniteIsUndecided() {
        TestLog broken = TestLog.log().posts(300, Float.NaN, OFF, ON);

        assertThat(comparison(broken, report(log("001"))).layers().get(0).units())
                .contains(new UnitChanges(1, 0, 0, 1));
    }

    @Test
    void unitsOfAFunctionThatCannotDieAreNotCompared() {
        TestLog sigmoid = TestLog.log().layer("fc", 0, "sigmoid").posts(300, 0.25f, 0.75f);

        LayerComparison layer = comparison(sigmoid, report(sigmoid)).layers().get(0);

        assertThat(layer.units()).isEmpty();
        assertThat(layer.notes()).containsExactly("its units are not compared: units of sigmoid cannot be dead");
        assertThat(layer.change(Figure.MEAN)).hasValue(0);
    }

    @Test
    void layersOfOneSideAreListed() {
        TestLog before = of(TestLog.log().layer("a", 0, "relu"), "11");
        of(before.layer("b", 1, "relu"), "11");
        TestLog now = of(TestLog.log().layer("b", 1, "relu"), "11");
        of(now.layer("c", 2, "relu"), "11");

        BaselineComparison comparison = comparison(now, report(before));

        assertThat(comparison.layers())
                .extracting(layer -> layer.now().place().toString())
                .containsExactly("b of run");
        assertThat(comparison.onlyNow()).containsExactly(Place.of("run", "c"));
        assertThat(comparison.onlyBefore()).containsExactly(Place.of("run", "a"));
    }

    @Test
    void findingsComeAndGoAndChangeTheirSeverity() {
        TestLog before = of(TestLog.log().layer("a", 0, "relu"), "0001");
        of(before.layer("b", 1, "relu"), "00011111");
        of(before.layer("c", 2, "relu"), "11111111");
        of(before.layer("output", 3, "relu"), "1111");
        TestLog now = of(TestLog.log().layer("a", 0, "relu"), "1111");
        of(now.layer("b", 1, "relu"), "00000111");
        of(now.layer("c", 2, "relu"), "00011111");
        of(now.layer("output", 3, "relu"), "1111");

        Report report = compared(now, report(before));

        assertThat(ofRule("dead-units", comparison(report).gained()))
                .containsExactly(new Found(Severity.WARN, "dead-units", Place.of("run", "c")));
        assertThat(ofRule("dead-units", comparison(report).lost()))
                .containsExactly(new Found(Severity.FAIL, "dead-units", Place.of("run", "a")));
        assertThat(comparison(report).regraded())
                .containsExactly(new BaselineComparison.Regraded(
                        Severity.WARN, new Found(Severity.FAIL, "dead-units", Place.of("run", "b"))));
        assertThat(comparison(report).layers())
                .extracting(LayerComparison::trend)
                .containsExactly(Trend.BETTER, Trend.WORSE, Trend.WORSE, Trend.SAME);
        assertThat(report.exitStatus(FailOn.NEW)).isEqualTo(Report.FAILED);
    }

    private static List<Found> ofRule(String rule, List<Found> findings) {
        return findings.stream().filter(found -> found.rule().equals(rule)).toList();
    }

    @Test
    void findingThatIsSwitchedOffIsNotGone() {
        RuleOverrides off =
                RuleOverrides.of("", List.of(RuleOverride.of("dead-units").level(RuleLevel.OFF)), Clock.systemUTC());

        BaselineComparison comparison =
                comparison(ActivationDiagnostics.on(log("0001").rows())
                        .withRules(off)
                        .withBaseline(report(log("0001")))
                        .run());

        assertThat(ofRule("dead-units", comparison.lost())).isEmpty();
        assertThat(comparison.notes()).containsExactly("1 finding of the baseline is suppressed now, and not gone");
    }

    @Test
    void onlyANewFailureFails() {
        String dead = report(log("0001"));

        assertThat(compared(log("0001"), dead).exitStatus(FailOn.NEW)).isEqualTo(Report.OK);
        assertThat(compared(log("0001"), dead).exitStatus(FailOn.FAIL)).isEqualTo(Report.FAILED);
        assertThat(compared(log("0001"), report(log("1111"))).exitStatus(FailOn.NEW))
                .isEqualTo(Report.FAILED);
        assertThat(compared(log("00011111"), report(log("11111111"))).exitStatus(FailOn.NEW))
                .isEqualTo(Report.OK);
        assertThatThrownBy(() -> log("11").diagnosed().exitStatus(FailOn.NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only a baseline tells which findings are new");
    }

    @Test
    void layerOfAnotherWidthIsComparedByItsFigures() {
        LayerComparison layer =
                comparison(log("0111"), report(log("01"))).layers().get(0);

        assertThat(layer.change(Figure.DEAD_FRACTION)).hasValue(-0.25);
        assertThat(layer.units()).isEmpty();
        assertThat(layer.notes()).containsExactly("its units are not compared: it had 2 and has 4");
    }

    @Test
    void layerOfAnotherActivationSaysSo() {
        TestLog leaky = TestLog.log().layer("fc", 0, "leaky_relu").posts(300, 1f, 1f);

        LayerComparison layer = comparison(leaky, report(log("11"))).layers().get(0);

        assertThat(layer.notes())
                .contains("the activation was relu and is leaky_relu")
                .anyMatch(note -> note.startsWith("not determined now: ") && note.contains("low_rate_units"));
    }

    @Test
    void onlyRunOfEachSideIsComparedWhateverItsName() {
        BaselineComparison comparison = comparison(
                of(TestLog.log().run("tuesday"), "01"), report(of(TestLog.log().run("monday"), "01")));

        assertThat(comparison.notes())
                .containsExactly("each side has one run, so run tuesday is compared with run monday of the baseline");
        assertThat(comparison.layers()).hasSize(1);
        assertThat(comparison.gained()).isEmpty();
    }

    @Test
    void runsThatHaveNothingInCommonAreNotCompared() {
        TestLog two = of(of(TestLog.log().run("monday"), "01").run("sunday"), "01");

        BaselineComparison comparison = comparison(of(TestLog.log().run("tuesday"), "01"), report(two));

        assertThat(comparison.notes())
                .containsExactly("no layer is compared: no run and layer of the one is in the other");
        assertThat(comparison.onlyNow()).hasSize(1);
        assertThat(comparison.onlyBefore()).hasSize(2);
    }

    @Test
    void settingsThatDifferAreNamed() {
        ActivationDiagnostics strict = ActivationDiagnostics.on(log("01").rows())
                .withSettings(Settings.builder().alpha(0.01).build())
                .where("sample < 299");

        assertThat(comparison(log("01"), report(strict)).notes())
                .containsExactly(
                        "the settings differ: --alpha was 0.01 and is 0.05; --where was sample < 299 and is all rows");
    }

    @Test
    void sameStepsOfBothAreCompared() {
        TestLog twoSteps = of(of(TestLog.log(), "01").at(1), "11");
        ActivationDiagnostics everyStep = ActivationDiagnostics.on(twoSteps.rows())
                .withSettings(Settings.builder().window(StepWindow.ALL).build());
        String baseline = report(twoSteps);

        LayerComparison window =
                comparison(everyStep.withBaseline(baseline).run()).layers().get(0);

        assertThat(window.before().figure(Figure.SAMPLES)).hasValue(300);
        assertThat(window.before().figure(Figure.ZERO_FRACTION)).hasValue(0.625);
        assertThat(window.change(Figure.ZERO_FRACTION)).hasValue(0);
        assertThat(comparison(twoSteps, baseline).layers().get(0).before().figure(Figure.ZERO_FRACTION))
                .hasValue(0.5);
    }

    /** Six units died in one layer and none in the other: p = 2·(1/2)^6 = 1/32, and 1; Holm doubles the smaller. */
    @Test
    void sameUnitsAreTestedOneByOne() {
        TestLog before = of(TestLog.log().layer("a", 0, "relu"), "11111111");
        of(before.layer("b", 1, "relu"), "0111");
        of(before.layer("c", 2, "sigmoid"), "1111");
        TestLog now = of(TestLog.log().layer("a", 0, "relu"), "00000011");
        of(now.layer("b", 1, "relu"), "0111");
        of(now.layer("c", 2, "sigmoid"), "1111");

        List<LayerComparison> layers = comparison(ActivationDiagnostics.on(now.rows())
                        .withBaseline(report(before))
                        .withSameUnits()
                        .run())
                .layers();

        assertThat(layers.get(0).pValue().getAsDouble()).isCloseTo(0.03125, within(1e-12));
        assertThat(layers.get(0).correctedPValue().getAsDouble()).isCloseTo(0.0625, within(1e-12));
        assertThat(layers.get(1).pValue()).hasValue(1);
        assertThat(layers.get(2).pValue()).isEmpty();
    }

    @Test
    void reportWithoutTablesIsComparedByItsFigures() throws IOException {
        String baseline = report(log("01"));
        FileSystem.getLocal(new Configuration()).delete(new org.apache.hadoop.fs.Path(baseline, "units"), true);

        for (String name : List.of(baseline, baseline + "/report.json")) {
            BaselineComparison comparison = comparison(log("11"), name);

            assertThat(comparison.notes())
                    .containsExactly(
                            "units are not compared: beside its report.json the baseline has no table of units");
            assertThat(comparison.layers().get(0).change(Figure.DEAD_UNITS)).hasValue(-1);
            assertThat(comparison.layers().get(0).units()).isEmpty();
        }
    }

    @Test
    void tableThatLacksRowsIsNotCompared() {
        String baseline = report(log("011011"));
        Dataset<Row> units = Sessions.shared().read().parquet(baseline + "/units");
        List<Row> kept = units.where("unit <> 4").collectAsList();
        Sessions.shared()
                .createDataFrame(kept, units.schema())
                .write()
                .mode("overwrite")
                .parquet(baseline + "/units");

        assertThat(comparison(log("011011"), baseline).layers().get(0).notes())
                .containsExactly(
                        "its units are not compared: the baseline's table of units has 5 rows for its 6 units");
    }

    @Test
    void orderOfNamesInReportJsonDoesNotMatter() throws IOException {
        String baseline = report(log("011011"));
        Path file = Path.of(baseline, "report.json");
        JsonNode report = JSON.readTree(file.toFile());
        ObjectNode backwards = JSON.createObjectNode();
        String[] names = IntStream.range(0, report.size()).mapToObj(i -> "").toArray(String[]::new);
        int place = names.length;
        for (var field : report.properties()) {
            names[--place] = field.getKey();
        }
        Arrays.stream(names).forEach(name -> backwards.set(name, report.get(name)));
        ObjectNode run = (ObjectNode) backwards.at("/runs/0");
        JsonNode name = run.remove("run");
        run.set("run", name);
        JSON.writeValue(file.toFile(), backwards);

        assertNoChange(comparison(log("011011"), baseline));
    }

    @Test
    void whatCannotBeABaselineIsRefusedInOneSentence() throws IOException {
        assertRefused(folder.resolve("none").toString(), "there is no such file or folder");
        String rows = folder.resolve("rows").toString();
        log("01").rows().write().parquet(rows);
        assertRefused(
                rows,
                "has no report.json, and cannot be read as a table of statistics: its columns are run, step, layer,",
                "write a baseline with --output DIR or --statistics DIR");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused(empty.toString(), "has no report.json, and cannot be read as a table of statistics");
    }

    @Test
    void damagedReportIsRefusedInOneSentence() throws IOException {
        String baseline = report(log("0001"));
        Path file = Path.of(baseline, "report.json");
        String text = Files.readString(file);
        assertRefusedWith(file, text.substring(0, text.length() / 2), "report.json is damaged at line ");
        assertRefusedWith(file, text.replace("report/2", "report/1"), "is of schema activations-report/1");
        assertRefusedWith(file, "{\"a\": 1}", "was not written by activations diagnose");
        assertRefusedWith(file, "[]", "it is not an object");
        assertRefusedWith(file, "", "it is not an object");
        assertRefusedWith(
                file,
                with(text, report -> ((ObjectNode) report.at("/runs/0/layers/0")).put("units", "two")),
                "units is no number in it");
        assertRefusedWith(
                file,
                with(text, report -> ((ObjectNode) report.at("/runs/0/layers/0/latest")).put("mean", "x")),
                "mean is no number in it");
        assertRefusedWith(
                file,
                with(text, report -> ((ObjectNode) report.at("/findings/0")).put("severity", "bad")),
                "it has a severity or verdict 'bad'");
        assertRefusedWith(file, with(text, report -> report.put("runs", 1)), "its runs are no list");
    }

    private static String with(String report, Consumer<ObjectNode> change) throws IOException {
        ObjectNode changed = (ObjectNode) JSON.readTree(report);
        change.accept(changed);
        return JSON.writeValueAsString(changed);
    }

    private static void assertRefusedWith(Path file, String text, String sentence) throws IOException {
        Files.writeString(file, text);
        assertRefused(file.getParent().toString(), sentence, "baseline " + file.getParent());
    }

    private static void assertRefused(String baseline, String... parts) {
        assertThatThrownBy(() -> compared(log("01"), baseline))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
    }
}
