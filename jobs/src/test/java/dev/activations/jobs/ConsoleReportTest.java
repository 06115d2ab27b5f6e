package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report on the console reads as it should: worst first, aligned, wrapped, and quiet about what is well. */
class ConsoleReportTest {

    private static final char ESCAPE = '\033';

    private static final String DEMO = write(DigitsLog.report(), false, 110);

    @Test
    void worstRunsComeFirst() {
        List<String> headings = DEMO.lines()
                .filter(line -> line.matches("(FAIL|WARN|WITH TOO LITTLE DATA|OK) .*"))
                .map(line -> line.split(" ")[0] + " " + line.split(" +")[1])
                .toList();

        // 4 of 4, 3 of 4, 4 of 6 and twice 2 of 4 layers fail.
        assertThat(headings)
                .containsExactly(
                        "FAIL diverged-leaky",
                        "FAIL high-lr-relu",
                        "FAIL deep-sigmoid",
                        "FAIL negative-bias-relu",
                        "FAIL saturated-tanh",
                        "OK healthy-gelu",
                        "OK healthy-relu",
                        "OK negative-bias-elu");
        assertThat(DEMO).contains("8 runs: 5 fail, 3 ok");
    }

    @Test
    void saysWhenUnitsDiedAndWhatToTryFirst() {
        assertThat(section("high-lr-relu"))
                .contains("47 of 64 units")
                .contains("1 since step 0, 21 since step 25, 25 since step 100")
                .contains("try: lower the learning rate");
        assertThat(section("negative-bias-relu"))
                .contains("60 of 64 units")
                .contains("60 since step 0")
                .contains("try: initialise biases at 0");
    }

    @Test
    void namesTheFirstStepWithNonFiniteValues() {
        assertThat(section("diverged-leaky")).containsPattern("NaN or infinite, first at step \\d+");
    }

    @Test
    void saysThatOutputsNoLongerDependOnTheInput() {
        assertThat(section("deep-sigmoid")).contains("the outputs hardly depend on the input");
    }

    @Test
    void saysWhichStepAndHowManySamplesItIsAbout() {
        assertThat(section("high-lr-relu")).contains("judged at step 1,500 on 300 samples of this log");
    }

    @Test
    void healthyRunHasItsTableAndNotes() {
        assertThat(section("healthy-gelu").lines()).hasSize(6);
        assertThat(section("healthy-relu").lines().skip(6)).containsExactly("  note revived-units: hidden2, hidden3");
    }

    @Test
    void everyLayerThatIsNotOkSaysWhichNumberMadeItSo() {
        assertThat(whys("deep-sigmoid"))
                .startsWith("hidden1 spread 1.88 %", "hidden2 spread 0.133 %", "hidden3 spread 0.01 %")
                .contains("hidden5 32 of 32 stuck");
        assertThat(whys("high-lr-relu")).startsWith("hidden1 47 of 64 dead", "hidden2 43 of 64 dead");
        assertThat(whys("diverged-leaky")).first().asString().matches("hidden1 [\\d,]+ NaN/Inf");
        assertThat(whys("saturated-tanh")).containsExactly("hidden2 70.5 % saturated", "hidden3 74.3 % saturated");
    }

    /** Name and reason of each row that is not ok, by the places of the headings. */
    private static List<String> whys(String run) {
        List<String> lines = section(run).lines().toList();
        int why = lines.get(1).indexOf("why");
        return lines.stream()
                .filter(line -> line.matches("  (hidden|softmax).* (fail|warn) .*"))
                .map(line -> line.strip().split(" ")[0] + " "
                        + line.substring(why).split("  ")[0].strip())
                .toList();
    }

    @Test
    void whatDoesNotApplyIsADash() {
        List<String> lines = section("saturated-tanh").lines().toList();

        assertThat(lines.get(1)).as("nothing in it can die").doesNotContain("dead", "silent");
        assertThat(section("high-lr-relu")).containsPattern("softmax .* –");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void whyAndDeadStayWhereATerminalIsNarrow(int width) {
        String heading = write(DigitsLog.report(), false, width)
                .lines()
                .filter(line -> line.startsWith("  layer") && line.contains("dead"))
                .findFirst()
                .orElseThrow();

        assertThat(heading).contains("verdict", "why", "dead");
    }

    @Test
    void equalLayersOfAHealthyRunShareALine() {
        String text = write(SickAmongHealthy.of(40), false, 110);

        assertThat(text)
                .contains("  layers encoder.*.mlp.act")
                .containsPattern("  0–39 \\(40\\) +relu +hidden +4 +ok ")
                .doesNotContain("--full");
    }

    @Test
    void okLayersOfADeepRunHaveNoLineUnlessAllAreAskedFor() {
        Report deep = SickAmongHealthy.of(40, 17, 30);

        assertThat(write(deep, false, 110))
                .contains("  17 ", "  30 ", "4 of 4 dead", "38 layers that are ok: --full")
                .doesNotContain("  18 ");
        assertThat(ConsoleReport.write(deep, new ConsoleStyle(false, 110, true)))
                .contains("  17 ", "  18 ")
                .doesNotContain("--full");
    }

    @Test
    void reportOfSixtyRunsHasSixtyLinesAndSaysHowManyMoreThereAre() {
        Report sixty = SickAmongHealthy.runs(60);

        assertThat(write(sixty, false, 100).lines()).hasSizeLessThanOrEqualTo(60);
        assertThat(write(sixty, false, 100)).containsPattern("\\d\\d more: --full \\(\\d\\d fail, 30 ok\\)");
        assertThat(ConsoleReport.write(sixty, new ConsoleStyle(false, 100, true)))
                .contains("run-00", "run-59")
                .doesNotContain("more: --full");
    }

    @Test
    void noteNamesThreeLayersAndCountsTheOthers() {
        TestLog log = TestLog.log();
        for (int depth = 0; depth < 6; depth++) {
            log = log.layer("l" + depth, depth, "tanh").posts(150, 0.5f, 0.1f).posts(150, -0.5f, -0.3f);
        }

        assertThat(write(log.diagnosed(), false, 100)).contains("saturating-activation: l0, l1, l2 and 3 more");
    }

    @Test
    void endsWithWhatToTryFirstInEveryRunThatIsNotWell() {
        String last = DEMO.substring(DEMO.indexOf("What to try first"));

        assertThat(last)
                .contains(
                        "high-lr-relu: lower the learning rate",
                        "negative-bias-relu: initialise biases at 0",
                        "deep-sigmoid: ")
                .doesNotContain("healthy");
        assertThat(DEMO).endsWith("\n");
    }

    @Test
    void healthyLogHasNothingToDo() {
        String text = write(only("healthy-relu", "healthy-gelu"), false, 80);

        assertThat(text).contains("2 runs: 2 ok").contains("Nothing to do").doesNotContain("try");
    }

    @Test
    void columnsOfATableAreAligned() {
        List<String> table = section("high-lr-relu")
                .lines()
                .skip(1)
                .takeWhile(line -> !line.contains("fail " + "dead-units"))
                .filter(line -> line.matches("  (layer|hidden|softmax).*"))
                .toList();
        assertThat(table).hasSize(5);
        int verdict = table.get(0).indexOf("verdict");
        int units = table.get(0).indexOf("units") + "units".length();

        assertThat(table.subList(1, 5)).allSatisfy(line -> {
            assertThat(line.substring(verdict)).matches("(ok|warn|fail).*");
            assertThat(line.substring(units - 2, units)).matches("\\d\\d");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 110})
    void sentencesAreWrappedAtTheWidth(int width) {
        assertThat(write(DigitsLog.report(), false, width)
                        .lines()
                        .filter(line -> !line.contains("  0.0 %")
                                && !isOfATable(line)
                                && !line.startsWith("Activation diagnosis")
                                && !line.contains(" layers, judged at")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(width));
    }

    private static boolean isOfATable(String line) {
        return line.matches("  (layer|hidden\\d|softmax) +\\w+ .*");
    }

    @Test
    void plainTextHasNoColourCodes() {
        assertThat(DEMO).doesNotContain(String.valueOf(ESCAPE));
    }

    @Test
    void colouredTextIsThePlainOneWithCodes() {
        String coloured = write(DigitsLog.report(), true, 110);

        assertThat(coloured).contains("\033[31mFAIL\033[0m").contains("\033[32mOK\033[0m");
        assertThat(coloured.replaceAll("\033\\[\\d+m", "")).isEqualTo(DEMO);
    }

    @Test
    void textDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "fr-FR", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Report again = TestLog.log().posts(2000, 0f, 0f, 0f, 1f).diagnosed();
                assertThat(write(again, false, 200))
                        .as(tag)
                        .contains("2,000 samples")
                        .contains("3 of 4 units");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void oneLayerOfOneSampleIsWrittenInTheSingular() {
        Report small = TestLog.log().posts(1, 0f, 1f).diagnosed();

        assertThat(write(small, false, 200)).contains("1 layer, judged at step 0 on 1 sample of this log");
    }

    @Test
    void tooLittleDataSaysHowMuchMore() {
        Report small = TestLog.log().posts(20, 0f, 1f).posts(20, 0f, 0f).diagnosed();

        assertThat(write(small, false, 200)).contains("WITH TOO LITTLE DATA").contains("try: log 259 more samples");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void tablesFitTheWidth(int width) {
        assertThat(write(DigitsLog.report(), false, width).lines().filter(ConsoleReportTest::isOfATable))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(width));
    }

    @Test
    void sparklineShowsHowALayerWasLostOverTheSteps() {
        assertThat(section("high-lr-relu"))
                .containsPattern("hidden1 .* ▂▄▇▇▇▇ .*47 \\(73")
                .containsPattern("hidden3 .* ▁▃████ .*32 \\(100");
        assertThat(section("diverged-leaky")).containsPattern("hidden1 .* ▁▁▁▁▁! ");
    }

    @Test
    void sparklineOfALongLogShowsTheWorstOfEachTwelfth() {
        assertThat(write(LargeReports.of(1, 1200), false, 120)).containsPattern("blocks.0.mlp.act0 .* ▂▂▄▄▇▇▇▇▇▇▇▇ ");
    }

    @Test
    void longNamesAreCutInTheirMiddle() {
        Report report = TestLog.log()
                .layer("encoder.layers.11.feed_forward.activation.relu", 0, "relu")
                .posts(300, 0f, 1f)
                .diagnosed();

        assertThat(write(report, false, 120)).contains("encoder.layers.….activation.relu ");
    }

    private static Report only(String... runs) {
        Report report = DigitsLog.report();
        return new Report(
                report.input(),
                report.settings(),
                Map.of(),
                Map.of(),
                report.runs().stream()
                        .filter(run -> Arrays.asList(runs).contains(run.run()))
                        .toList(),
                Gates.NONE);
    }

    private static String write(Report report, boolean coloured, int width) {
        return ConsoleReport.write(report, new ConsoleStyle(coloured, width));
    }

    /** What is said of one run: from its heading to the next blank line before another's. */
    private static String section(String run) {
        return Arrays.stream(DEMO.split("\n(?=\n[A-Z])"))
                .map(String::strip)
                .filter(text -> text.lines().findFirst().orElse("").matches("[A-Z ]+  " + run + " .*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + run + " in\n" + DEMO));
    }
}
