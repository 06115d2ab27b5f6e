package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The aggregates activation_stats and unit_firing_counts, on the real log of examples/digits-log and on small frames. */
@Tag("short")
class ActivationStatsTest {

    @BeforeAll
    static void readTheLog() {
        Sessions.shared()
                .read()
                .option("pathGlobFilter", "*.parquet")
                .parquet("../examples/digits-log")
                .createOrReplaceTempView("digits");
    }

    /** The numbers are those of the reference diagnosis, plain numpy over the same files. */
    @ParameterizedTest
    @CsvSource({
        "high-lr-relu, 47, 43, 32",
        "negative-bias-relu, 11, 60, 32",
        "healthy-relu, 1, 1, 1",
    })
    void deadUnitsEqualTheReferenceDiagnosis(String run, long first, long second, long third) {
        List<Row> layers = Sessions.shared()
                .sql("SELECT layer, stats.* FROM (SELECT layer, activation_stats(post, 'relu') AS stats FROM digits "
                        + "WHERE step = 1500 AND activation = 'relu' AND run = '" + run
                        + "' GROUP BY layer) ORDER BY layer")
                .collectAsList();
        assertThat(layers).extracting(row -> row.<Long>getAs("dead_units")).containsExactly(first, second, third);
        assertThat(layers).extracting(row -> row.<Long>getAs("samples")).containsOnly(300L);
        assertThat(layers.get(0).<Double>getAs("firing_rate_upper_bound"))
                .isCloseTo(1 - Math.pow(0.05, 1 / 300.0), within(1e-15));
    }

    @Test
    void saturationEqualsTheReferenceDiagnosis() {
        List<Row> layers = Sessions.shared()
                .sql(
                        "SELECT activation_stats(post, 'tanh').saturated_fraction FROM digits "
                                + "WHERE step = 1500 AND activation = 'tanh' AND run = 'saturated-tanh' GROUP BY layer ORDER BY layer")
                .collectAsList();
        assertThat(layers.get(0).getDouble(0)).isCloseTo(0.355, within(0.0005));
        assertThat(layers.get(1).getDouble(0)).isCloseTo(0.705, within(0.0005));
        assertThat(layers.get(2).getDouble(0)).isCloseTo(0.743, within(0.0005));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "double"})
    void figuresAreThoseOfTheValues(String type) {
        Row stats = Sessions.row(
                "SELECT s.* FROM (SELECT activation_stats(CAST(v AS array<" + type + ">), 'relu') AS s "
                        + "FROM VALUES (array(0D, 1D, 4D)), (array(0D, 0D, NULL)), (array(0D, 3D, double('NaN'))), (NULL) AS t(v))");
        assertThat(stats.<Integer>getAs("units")).isEqualTo(3);
        assertThat(stats.<Long>getAs("samples")).isEqualTo(3);
        assertThat(stats.<Long>getAs("values")).isEqualTo(8);
        assertThat(stats.<Long>getAs("missing")).isEqualTo(1);
        assertThat(stats.<Long>getAs("nan")).isEqualTo(1);
        assertThat(stats.<Long>getAs("never_fired_units")).isEqualTo(1);
        assertThat(stats.<Long>getAs("dead_units")).isEqualTo(0);
        assertThat(stats.<Double>getAs("zero_fraction")).isEqualTo(4 / 7.0);
        assertThat(stats.<Double>getAs("mean")).isCloseTo(8 / 7.0, within(1e-15));
        assertThat(stats.<Double>getAs("standard_deviation")).isCloseTo(Math.sqrt(26 / 7.0 - 64 / 49.0), within(1e-15));
        assertThat(stats.<Double>getAs("min")).isEqualTo(0);
        assertThat(stats.<Double>getAs("max")).isEqualTo(4);
        assertThat(stats.<Double>getAs("saturated_fraction")).isNull();
    }

    @Test
    void whatOutputsCannotTellIsNull() {
        Row gelu = Sessions.row("SELECT s.* FROM (SELECT activation_stats(array(1F, 2F), 'gelu') AS s FROM range(9))");
        assertThat(gelu.<Double>getAs("saturated_fraction")).isNull();
        assertThat(gelu.<Long>getAs("dead_units")).isEqualTo(0);
        assertThat(gelu.<Double>getAs("firing_rate_upper_bound")).isNull();
        Row swish =
                Sessions.row("SELECT s.* FROM (SELECT activation_stats(array(1F), 'hard_swish') AS s FROM range(9))");
        assertThat(swish.<Long>getAs("dead_units")).isNull();
        Row softmax =
                Sessions.row("SELECT s.* FROM (SELECT activation_stats(array(1F, 0F), 'softmax') AS s FROM range(9))");
        assertThat(softmax.<Long>getAs("dead_units")).isNull();
        assertThat(softmax.<Double>getAs("mean")).isEqualTo(0.5);
    }

    @Test
    void noRowsGiveNull() {
        assertThat(Sessions.value("SELECT activation_stats(CAST(NULL AS array<float>), 'relu') FROM range(3)"))
                .isNull();
        assertThat(Sessions.value("SELECT unit_firing_counts(array(id)) FROM range(0)"))
                .isNull();
    }

    /** As in the job: 600 rows of 200 samples prove what 200 samples do. */
    @Test
    void rowsOfTheSameSamplesProveNothingMore() {
        String rows = "FROM (SELECT id, array(0F, float(id)) AS v FROM range(0, 600, 1, 3))";
        Row asSamples = Sessions.row("SELECT s.* FROM (SELECT activation_stats(v, 'relu') AS s " + rows + ")");
        assertThat(asSamples.<Long>getAs("samples")).isEqualTo(600);
        assertThat(asSamples.<Long>getAs("dead_units")).isEqualTo(1);

        Row ofSamples =
                Sessions.row("SELECT s.* FROM (SELECT activation_stats(v, 'relu', id % 200) AS s " + rows + ")");
        assertThat(ofSamples.<Long>getAs("samples")).isEqualTo(200);
        assertThat(ofSamples.<Long>getAs("values")).isEqualTo(1200);
        assertThat(ofSamples.<Long>getAs("never_fired_units")).isEqualTo(1);
        assertThat(ofSamples.<Long>getAs("dead_units")).isEqualTo(0);
        assertThat(ofSamples.<Double>getAs("firing_rate_upper_bound"))
                .isCloseTo(1 - Math.pow(0.05, 1 / 200.0), within(1e-15));
    }

    /** 299 samples are enough; the second unit has a value in 298 of them, though in more rows. */
    @Test
    void sampleCountsForAUnitIfAnyOfItsRowsHasAValueThere() {
        Row stats = Sessions.row("SELECT s.* FROM (SELECT activation_stats(array(IF(id >= 299, 0F, NULL), "
                + "IF(id % 299 > 0, 0F, NULL)), 'relu', sample => id % 299) AS s FROM range(0, 897, 1, 4))");
        assertThat(stats.<Long>getAs("samples")).isEqualTo(299);
        assertThat(stats.<Long>getAs("never_fired_units")).isEqualTo(2);
        assertThat(stats.<Long>getAs("dead_units")).isEqualTo(1);
    }

    @Test
    void sampleThatIsNullStopsTheQuery() {
        assertThatThrownBy(
                        () -> Sessions.value("SELECT activation_stats(array(id), 'relu', nullif(id, 1)) FROM range(3)"))
                .rootCause()
                .hasMessage("activation_stats: a row's sample is NULL; number every row's sample");
    }

    @Test
    void everyRowCountsOnceNextToAnotherDistinctAggregate() {
        Row row = Sessions.row("SELECT count(DISTINCT id % 3), activation_stats(array(id), 'relu', id).samples, "
                + "unit_firing_counts(array(id)) FROM range(0, 10, 1, 2)");
        assertThat(row.getLong(0)).isEqualTo(3);
        assertThat(row.getLong(1)).isEqualTo(10);
        assertThat(row.getList(2)).containsExactly(9L);
    }

    @Test
    void unitFiringCountsCountsRowsAboveZeroPerUnit() {
        assertThat(Sessions.row("SELECT unit_firing_counts(v) FROM VALUES (array(0F, 1F, NULL)), (array(-1F, 2F, 1F)), "
                                + "(array(float('NaN'), 3F, 1F)), (NULL) AS t(v)")
                        .getList(0))
                .containsExactly(0L, 3L, 2L);
    }

    @Test
    void manyGroupsOverManyPartitionsGiveTheSame() {
        String rows = "(SELECT id, id % 500 AS g, array(float(id % 7), float(id % 2)) AS v FROM range(0, 20000, 1, 4))";
        String sql = "SELECT g, unit_firing_counts(v) AS c, activation_stats(v, 'relu').mean AS m, "
                + "activation_stats(v, 'relu', id % 1500).samples AS n FROM " + rows + " GROUP BY g ORDER BY g";
        String plain = "SELECT g, array(count_if(v[0] > 0), count_if(v[1] > 0)) AS c, avg((v[0] + v[1]) / 2) AS m, "
                + "count(DISTINCT id % 1500) AS n FROM " + rows + " GROUP BY g ORDER BY g";
        for (Map<String, String> settings : List.of(
                Map.of("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "128"),
                Map.of("spark.sql.execution.useObjectHashAggregateExec", "false"))) {
            List<Row> ours =
                    Sessions.with(settings, () -> Sessions.shared().sql(sql).collectAsList());
            List<Row> theirs = Sessions.shared().sql(plain).collectAsList();
            assertThat(ours).hasSize(500);
            for (int i = 0; i < 500; i++) {
                assertThat(ours.get(i).getList(1)).isEqualTo(theirs.get(i).getList(1));
                assertThat(ours.get(i).getDouble(2)).isCloseTo(theirs.get(i).getDouble(2), within(1e-12));
                assertThat(ours.get(i).getLong(3)).isEqualTo(theirs.get(i).getLong(3));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activation_stats(array(id), 'rleu') | activation_stats: unknown activation 'rleu'; did you mean relu",
                "activation_stats(array(id), string(id)) | activation_stats: activation must be a constant text such as 'relu'",
                "activation_stats(id, 'relu') | activation_stats takes an array of numbers per row, got BIGINT",
                "unit_firing_counts('a') | unit_firing_counts takes an array of numbers per row, got STRING",
                "activation_stats(array(id)) | `activation` is required",
                "activation_stats(array(id), 'relu', 'a') | activation_stats: sample must be the sample's number, an "
                        + "integer, got STRING; of a text, xxhash64",
                "activation_stats(DISTINCT array(id), 'relu') | activation_stats takes no DISTINCT: every row counts",
                "unit_firing_counts(DISTINCT array(id)) | unit_firing_counts takes no DISTINCT: every row counts",
            })
    void wrongCallsAreRefusedInASentence(String call, String sentence) {
        assertThatThrownBy(() -> Sessions.shared().sql("SELECT " + call + " FROM range(1)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activation_stats(v, 'relu')", "unit_firing_counts(v)"})
    void rowsOfOtherWidthStopTheQuery(String call) {
        assertThatThrownBy(() ->
                        Sessions.value("SELECT " + call + " FROM (SELECT sequence(0, id) AS v FROM range(0, 2, 1, 1))"))
                .rootCause()
                .hasMessageContaining("a row of 2 values among rows of 1; group by layer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"activation_stats", "unit_firing_counts"})
    void examplesOfTheDescriptionAreTrue(String name) {
        String description = Sessions.shared()
                .sql("DESCRIBE FUNCTION EXTENDED " + name)
                .collectAsList()
                .toString();
        Matcher example = Pattern.compile("> (SELECT .*);\\n\\s+(\\S+)").matcher(description);
        assertThat(example.find()).isTrue();
        assertThat(Sessions.shared()
                        .sql(example.group(1).replace("_FUNC_", name))
                        .selectExpr("to_json(array(*))")
                        .first()
                        .getString(0))
                .isEqualTo("[" + example.group(2) + "]");
    }
}
