package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What a unit did at the positions that were logged proves nothing of the others: {@code positions_of} says how many there were. */
class SampledPositionsTest {

    private static final int ENOUGH = 400;

    /** One unit that fires in every sample and one that is silent, at two positions each. */
    private static Dataset<Row> rows(String positionsOf) {
        return Sessions.shared()
                .range(ENOUGH)
                .selectExpr(
                        "0L AS step",
                        "'conv' AS layer",
                        "'relu' AS activation",
                        "id AS sample",
                        "array(1F, float(id), 0F, 0F) AS post",
                        "array(2, 2) AS shape",
                        positionsOf + " AS positions_of");
    }

    @Test
    void silentUnitIsUndecidedWhereOnlySomePositionsWereLogged() {
        JsonNode report = json(rows("36"));

        assertThat(latest(report, "dead_units")).isZero();
        assertThat(latest(report, "insufficient_units")).isOne();
        assertThat(latest(report, "samples")).isEqualTo(ENOUGH);
        assertThat(report.at("/runs/0/layers/0/latest/firing_rate_upper_bound").asDouble())
                .isOne();
        assertThat(report.at("/findings/0/evidence").asText())
                .contains(
                        "1 of 2 units never fired at the positions that were logged, but of 400 samples only a choice of"
                                + " positions was");
        assertThat(report.at("/findings/0/suggestions/0/text").asText())
                .isEqualTo("log every position of the samples, or more complete samples");
    }

    @Test
    void silentUnitIsDeadWhereEveryPositionWasLogged() {
        for (String positions : new String[] {"2", "CAST(NULL AS int)"}) {
            assertThat(latest(json(rows(positions)), "dead_units")).isOne();
        }
    }

    @Test
    void completelyLoggedSamplesProveIt() {
        assertThat(latest(json(rows("IF(sample < 299, 2, 36)")), "dead_units")).isOne();
        assertThat(latest(json(rows("IF(sample < 298, 2, 36)")), "dead_units")).isZero();
    }

    @Test
    void positionsInRowsOfTheirOwnCountTogether() {
        for (int positions : new int[] {2, 3}) {
            Dataset<Row> tokens = rows(Integer.toString(positions))
                    .drop("shape", "post")
                    .selectExpr("*", "explode(array(0, 1)) AS position", "array(1F, 0F) AS post");

            assertThat(latest(json(tokens), "dead_units")).isEqualTo(3 - positions);
        }
    }

    private static long latest(JsonNode report, String figure) {
        return report.at("/runs/0/layers/0/latest/" + figure).asLong();
    }

    private static JsonNode json(Dataset<Row> rows) {
        return DigitsLog.json(ActivationDiagnostics.on(rows).run());
    }
}
