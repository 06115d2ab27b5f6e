package dev.activations.jobs;

import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.Units;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log adds up to stands in for it: written as a table, in one part or several, it gives the same report. */
class StatisticsTableTest {

    private static final double ROUNDING = 1e-12;

    @TempDir
    private static Path folder;

    private static Dataset<Row> whole;

    @BeforeAll
    static void addUpTheDemo() {
        whole = written(ActivationDiagnostics.on(DigitsLog.rows()), "whole");
    }

    private static Dataset<Row> written(ActivationDiagnostics log, String name) {
        String path = folder.resolve(name).toString();
        log.diagnose().statistics().write().parquet(path);
        return Sessions.shared().read().parquet(path);
    }

    private static Dataset<Row> half(int remainder) {
        return written(
                ActivationDiagnostics.on(DigitsLog.rows()).where("sample % 2 = " + remainder), "half-" + remainder);
    }

    @Test
    void tableOfTheDemoGivesTheReportOfTheDemo() {
        assertSameReport(ActivationDiagnostics.on(whole).run());
    }

    @Test
    void tablesOfDisjointHalvesGiveTheReportOfBoth() {
        Report report = ActivationDiagnostics.on(half(0).unionByName(half(1))).run();

        assertSameReport(report);
        assertThat(report.input().filters()).containsExactly("sample % 2 = 0", "sample % 2 = 1");
    }

    /** As a program without Parquet writes it; numbers and their types are guessed. */
    @Test
    void tableMayBeJsonLines() {
        String path = folder.resolve("json").toString();
        whole.write().json(path);

        assertSameReport(
                ActivationDiagnostics.on(Sessions.shared().read().json(path)).run());
    }

    /** As a program writes it that does not know how the catalogue spells a call. */
    @Test
    void activationsMayBeSpelledAsInALog() {
        Dataset<Row> table = whole.withColumn("activation", expr("if(activation = 'relu', 'nn.ReLU()', activation)"));

        assertSameReport(ActivationDiagnostics.on(table).run());
    }

    @Test
    void rowsAndStatisticsMayBeDiagnosedTogether() {
        Dataset<Row> rows = DigitsLog.rows().where("sample % 3 = 0");
        Dataset<Row> others = written(ActivationDiagnostics.on(DigitsLog.rows()).where("sample % 3 > 0"), "others");

        assertSameReport(
                ActivationDiagnostics.on(rows.unionByName(others, true)).run());
    }

    @Test
    void tableOfATableIsTheTable() {
        Dataset<Row> again =
                written(ActivationDiagnostics.on(half("again-", 0).unionByName(half("again-", 1))), "merged");

        assertThat(again.count()).isEqualTo(whole.count());
        assertSameReport(ActivationDiagnostics.on(again).run());
    }

    private static Dataset<Row> half(String prefix, int remainder) {
        return written(
                ActivationDiagnostics.on(DigitsLog.rows()).where("sample % 2 = " + remainder), prefix + remainder);
    }

    private static void assertSameReport(Report report) {
        Differences differences = new Differences(ROUNDING);
        differences.compare("", withoutInput(DigitsLog.json(DigitsLog.report())), withoutInput(DigitsLog.json(report)));
        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(10_000);
    }

    /** But for what says where the numbers came from. */
    private static JsonNode withoutInput(JsonNode report) {
        ((ObjectNode) report.get("input")).remove(List.of("filters", "layout"));
        return report;
    }

    /** A sample that is in both parts counts once, and its second row is a duplicate. */
    @Test
    void samplesOfSeveralPartsCountOnce() {
        Dataset<Row> log = silentUnit(200);
        Dataset<Row> parts = statistics(log).unionByName(statistics(log.where("sample < 150")));

        ReportedLayer layer = ReportedLayer.of(parts);

        assertThat(layer.latest().count(Figure.SAMPLES)).isEqualTo(200);
        assertThat(layer.diagnosis().latest().rows().duplicates()).isEqualTo(150);
        assertThat(layer.diagnosis().latest().verdicts()[0]).isEqualTo(UnitVerdict.INSUFFICIENT_DATA);
    }

    @Test
    void partsOfDifferentSamplesProveTogetherWhatNeitherProves() {
        Dataset<Row> log = silentUnit(300);
        Dataset<Row> parts = statistics(log.where("sample < 150")).unionByName(statistics(log.where("sample >= 150")));

        ReportedLayer layer = ReportedLayer.of(parts);

        assertThat(layer.diagnosis().latest().verdicts()[0]).isEqualTo(UnitVerdict.DEAD);
    }

    /** As python/recorder/samples.py writes the numbers from 0 to 1,999: test_summaries.py has the same text. */
    @Test
    void samplesMayBeARoaringBitmapOfTheRecorder() {
        Dataset<Row> table =
                statistics(silentUnit(2_000)).withColumn("sample_bitmap", lit("AQAAAAAAAAAAAAAAOzAAAAEAAM8HAQAAAM8H"));
        Dataset<Row> half = statistics(silentUnit(1_000));

        assertThat(ReportedLayer.of(table).latest().count(Figure.SAMPLES)).isEqualTo(2_000);
        assertThat(ReportedLayer.of(table.unionByName(
                                half.withColumn("sample_bitmap", lit(null).cast("string"))))
                        .latest()
                        .count(Figure.SAMPLES))
                .isEqualTo(2_000);
    }

    private static Dataset<Row> silentUnit(int samples) {
        return TestLog.log().posts(samples, 0f, 1f).rows();
    }

    private static Dataset<Row> statistics(Dataset<Row> log) {
        return ActivationDiagnostics.on(log).diagnose().statistics();
    }

    /** More units than a page holds; the last one is the only one that fires. */
    @Test
    void layerOfManyUnitsIsSeveralRows() {
        int units = 70_000;
        Dataset<Row> log = Sessions.shared()
                .range(3)
                .select(
                        col("id").as("sample"),
                        lit("wide").as("layer"),
                        lit(0L).as("step"),
                        lit("relu").as("activation"),
                        expr("concat(array_repeat(0f, %d), array(1f))".formatted(units - 1))
                                .as("post"));

        Dataset<Row> table = statistics(log);
        ReportedLayer ofTable = ReportedLayer.of(table);
        ReportedLayer ofLog = ReportedLayer.of(log);

        assertThat(table.select("first_unit").collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactlyInAnyOrder(0L, 65_536L);
        for (ReportedLayer layer : List.of(ofTable, ofLog)) {
            assertThat(layer.latest().count(Figure.NEVER_FIRED_UNITS)).isEqualTo(units - 1);
            assertThat(layer.latest().count(Figure.VALUES)).isEqualTo(3 * units);
            assertThat(layer.latest().get(Figure.MAX)).hasValue(1);
        }
    }

    @Test
    void optionsThatTheStatisticsWereMadeWithCannotBeChanged() {
        assertRefused(
                ActivationDiagnostics.on(whole).withActivation("hidden1", "tanh"),
                "--activation cannot be given for statistics: they were added up with the activations that the log or"
                        + " options named; make them again from the log");
        assertRefused(
                ActivationDiagnostics.on(whole).where("sample < 3"),
                "--where cannot be given for statistics: they were added up with the rows that were there; make them"
                        + " again from the log");
        assertRefused(
                ActivationDiagnostics.on(whole)
                        .withSettings(Settings.builder().epsilon(0.5).build()),
                "--epsilon cannot be given for statistics: they were added up with epsilon = 0.0; make them again from"
                        + " the log");
        assertRefused(
                ActivationDiagnostics.on(whole)
                        .withSettings(
                                Settings.builder().units(new Units(true, 0)).build()),
                "--unit cannot be given for statistics: they were added up with the channels that the log named; make them again"
                        + " from the log");
    }

    @Test
    void tablesThatWereMadeOtherwiseAreNotMerged() {
        Dataset<Row> otherwise = ActivationDiagnostics.on(silentUnit(3))
                .withSettings(Settings.builder().epsilon(0.5).build())
                .diagnose()
                .statistics();

        assertRefused(
                ActivationDiagnostics.on(whole.unionByName(otherwise)),
                "the tables of statistics were made with epsilon = 0.0 and 0.5; only tables that agree can be merged");
    }

    @Test
    void tableRemembersItsSettings() {
        Dataset<Row> table = ActivationDiagnostics.on(silentUnit(3))
                .withSettings(Settings.builder().epsilon(0.5).build())
                .diagnose()
                .statistics();

        assertThat(ActivationDiagnostics.on(table).run().settings().epsilon()).isEqualTo(0.5);
    }

    @Test
    void tableOfALaterVersionIsRefused() {
        assertRefused(
                ActivationDiagnostics.on(whole.withColumn("statistics_version", lit(2))),
                "the statistics are of version 2, but this program reads version 1");
    }

    @Test
    void tableWithTooFewUnitsInAColumnIsRefused() {
        assertRefused(
                ActivationDiagnostics.on(statistics(silentUnit(3)).withColumn("unit_fired", array_repeat(lit(0L), 1))),
                "the statistics of layer fc at step 0 have 1 elements in unit_fired, but 2 units");
    }

    @Test
    void reportOfAModelThatTrainedSaysSoInOneLine() {
        Dataset<Row> trained = statistics(silentUnit(3)).withColumn("mode", lit("train"));
        String said =
                "run run was recorded while the model trained (mode=train): dropout and batch statistics were on, and"
                        + " each step has samples of its own";

        assertThat(ActivationDiagnostics.on(trained).run().input().notes()).contains(said);
        Dataset<Row> again = statistics(trained.unionByName(statistics(silentUnit(5)), true));
        assertThat(ActivationDiagnostics.on(again).run().input().notes()).contains(said);
        assertThat(ActivationDiagnostics.on(
                                trained.withColumn("run", lit("a")).unionByName(trained.withColumn("run", lit("b"))))
                        .run()
                        .input()
                        .notes())
                .anyMatch(note -> note.startsWith("runs a, b were recorded while the model trained"));
        assertThat(ActivationDiagnostics.on(trained.withColumn("mode", lit("eval")))
                        .run()
                        .input()
                        .notes())
                .noneMatch(note -> note.contains("mode="));
    }

    @Test
    void modeThatNobodyKnowsIsRefused() {
        assertRefused(
                ActivationDiagnostics.on(statistics(silentUnit(3)).withColumn("mode", lit("fast"))),
                "mode of the statistics must be train or eval, not fast");
    }

    private static void assertRefused(ActivationDiagnostics diagnostics, String sentence) {
        assertThatThrownBy(diagnostics::run).isInstanceOf(InputException.class).hasMessage(sentence);
    }
}
