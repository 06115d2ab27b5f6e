package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.sql.DiagnoseSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The diagnosis as a table function of SQL. The log has 300 samples of a layer with ten units: the first five never fire, each
 * of the others fires in 200 samples.
 */
class DiagnoseFunctionTest {

    private static final SparkSession SPARK = Sessions.shared();

    @BeforeAll
    static void makeTheLog() {
        SPARK.sql(
                        "SELECT 'fc' AS layer, id AS sample, transform(sequence(0, 9), unit -> float(if(unit < 5, 0, (id + unit) % 3))) AS post FROM range(300)")
                .createOrReplaceTempView("layer_log");
    }

    private static List<String> rows(String query) {
        return SPARK.sql(query).collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void tableArgumentIsDiagnosed() {
        assertThat(
                        rows(
                                "SELECT layer, units, verdict FROM diagnose(TABLE(layer_log), activation => map('fc', 'relu'))"))
                .containsExactly("[fc,10,fail]");
    }

    @Test
    void queryIsDiagnosed() {
        assertThat(rows(
                        "SELECT layer, verdict FROM diagnose(TABLE(SELECT * EXCEPT (layer), 'a' AS layer, 'relu' AS activation"
                                + " FROM layer_log WHERE sample < 100))"))
                .containsExactly("[a,insufficient_data]");
    }

    @Test
    void tableIsDiagnosedByItsName() {
        assertThat(rows("SELECT layer, verdict FROM diagnose('layer_log', activation => map('.*', 'relu'))"))
                .containsExactly("[fc,fail]");
    }

    @Test
    void unitsAreCountedExactly() {
        assertThat(rows("SELECT unit, samples, fired, verdict FROM diagnose(TABLE(layer_log), 'units',"
                        + " activation => map('fc', 'relu')) WHERE unit IN (4, 5) ORDER BY unit"))
                .containsExactly("[4,300,0,DEAD]", "[5,300,200,ALIVE]");
    }

    @Test
    void firstPatternThatMatchesDeclaresTheActivation() {
        assertThat(rows("SELECT activation FROM diagnose(TABLE(layer_log),"
                        + " activation => map('f.*', 'gelu', 'fc', 'relu', '.c', 'tanh'))"))
                .containsExactly("[gelu]");
    }

    @Test
    void settingsChangeTheVerdict() {
        String call = "SELECT verdict FROM diagnose(TABLE(layer_log), activation => map('fc', 'relu'), %s)";

        assertThat(rows(call.formatted("alpha => 0.01"))).containsExactly("[insufficient_data]");
        assertThat(rows(call.formatted("alpha => 0.01, max_firing_rate => 0.02D")))
                .containsExactly("[fail]");
        assertThat(rows(call.formatted("family_wise => true"))).containsExactly("[insufficient_data]");
        assertThat(rows(call.formatted("role => map('fc', 'features')"))).containsExactly("[insufficient_data]");
        assertThat(rows(call.formatted("alpha => NULL, window => 'all'"))).containsExactly("[fail]");
    }

    @Test
    void answerIsATableLikeAnyOther() {
        assertThat(
                        rows(
                                "SELECT l.dead_units, count(*) FROM diagnose(TABLE(layer_log), 'layers',"
                                        + " activation => map('fc', 'relu')) l JOIN diagnose(TABLE(layer_log), 'units',"
                                        + " activation => map('fc', 'relu')) u ON l.layer = u.layer AND u.verdict = 'ALIVE' GROUP BY 1"))
                .containsExactly("[5,5]");
    }

    @Test
    void statisticsOfALogAreDiagnosedInItsStead() {
        SPARK.sql("SELECT * FROM diagnose(TABLE(layer_log), 'statistics', activation => map('fc', 'relu'))")
                .createOrReplaceTempView("layer_sums");

        assertThat(rows("SELECT rule FROM diagnose(TABLE(layer_sums), 'findings') WHERE severity = 'fail'"))
                .containsExactly("[dead-units]");
    }

    @Test
    void notesSayWhatWasTakenForGranted() {
        assertThat(rows("SELECT note FROM diagnose(TABLE(layer_log), 'notes')")).isNotEmpty();
    }

    @Test
    void reportIsGivenAsItsFiles() throws Exception {
        List<Row> files =
                SPARK.sql("SELECT * FROM diagnose(TABLE(layer_log), 'report')").collectAsList();

        assertThat(files)
                .extracting(file -> file.getString(0))
                .containsExactly("report.json", "report.html", "report.md");
        assertThat(new ObjectMapper()
                        .readTree(files.get(0).getString(1))
                        .get("input")
                        .get("rows")
                        .asLong())
                .isEqualTo(300);
    }

    @Test
    void noJobStartsBeforeTheQueryRuns() throws Exception {
        AtomicInteger jobs = new AtomicInteger();
        SparkListener counting = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart started) {
                jobs.incrementAndGet();
            }
        };
        SPARK.sparkContext().addSparkListener(counting);
        try {
            Dataset<Row> units = SPARK.sql("SELECT * FROM diagnose(TABLE(layer_log), 'units')");
            units.schema();
            units.explain(true);
            SPARK.sparkContext().listenerBus().waitUntilEmpty();

            assertThat(jobs).hasValue(0);

            units.count();
            SPARK.sparkContext().listenerBus().waitUntilEmpty();

            assertThat(jobs).hasPositiveValue();
        } finally {
            SPARK.sparkContext().removeSparkListener(counting);
        }
    }

    @Test
    void functionIsDescribed() {
        assertThat(rows("DESCRIBE FUNCTION EXTENDED diagnose").toString())
                .contains(
                        "diagnose(log[, result, settings])", "max_firing_rate - ", "verdicts, findings, layers, units");
    }

    @Test
    void wrongSettingIsAnErrorOfAnalysisInASentence() {
        assertRefused(
                "'unit'",
                "result must be one of verdicts, findings, layers, units, notes, statistics, report, got 'unit'");
        assertRefused("alpha => 2", "alpha must be between 0 and 1, both excluded, got 2.0");
        assertRefused("max_firing_rate => 2", "max_firing_rate must be between 0 and 1, both excluded, got 2.0");
        assertRefused("alpha => 'much'", "alpha must be a number, got 'much'");
        assertRefused("family_wise => 1", "family_wise must be true or false, got 1");
        assertRefused("window => 'last'", "window must be latest, all or last:N, got 'last'");
        assertRefused("unit => 'row'", "unit must be channel or element, got 'row'");
        assertRefused("activation => 'relu'", "activation must be a map, got 'relu'");
        assertRefused("activation => map('fc(', 'relu')", "activation: 'fc(' is not a regular expression");
        assertRefused("activation => map('fc', 'rlu')", "activation: ");
        assertRefused("role => map('fc', 'boss')", "role: 'boss' is not a role");
        assertRefused("columns => map('name', 'x')", "columns: a log has no column name; it has run, step");
        assertRefused("channel_axis => 'last'", "channel_axis must be an axis, such as -1");
        assertRefused("alpha => rand()", "diagnose: alpha must be a constant, got rand()");
        assertRefused("alfa => 0.1", "alfa");
    }

    private static void assertRefused(String setting, String sentence) {
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM diagnose(TABLE(layer_log), " + setting + ")"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM diagnose(1)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(
                        "diagnose reads a table, as in diagnose(TABLE(log)), or one by its name, 'log'; got 1");
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM diagnose('no_such_log')"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no_such_log");
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM diagnose(TABLE(layer_log) PARTITION BY layer)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("diagnose reads its table as a whole");
    }

    @Test
    void tableThatWithNamesIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> SPARK.sql("WITH fed AS (SELECT * FROM layer_log) SELECT * FROM diagnose(TABLE(fed))"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("diagnose cannot read a table that WITH names");
    }

    @Test
    void brokenLogIsAnErrorOfAnalysisInASentence() {
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM diagnose(TABLE(SELECT 1 AS x))")
                        .collect())
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("layer");
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM diagnose(TABLE(layer_log), role => map('conv', 'gate'))")
                        .collect())
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no layer of the log matches conv; it has fc");
    }

    @Test
    void settingsByNameAreThoseOfTheApi() {
        Report report = DiagnoseSettings.diagnostics(
                        SPARK.table("layer_log").withColumnRenamed("layer", "module"),
                        Map.of("columns", Map.of("layer", "module"), "activation", Map.of("fc", "relu")))
                .run();

        assertThat(report.exitStatus(dev.activations.jobs.gates.FailOn.FAIL)).isEqualTo(Report.FAILED);
        assertThatThrownBy(() -> DiagnoseSettings.diagnostics(SPARK.table("layer_log"), Map.of("alfa", 1)))
                .hasMessageStartingWith("there is no setting alfa; there are activation, role, alpha");
    }
}
