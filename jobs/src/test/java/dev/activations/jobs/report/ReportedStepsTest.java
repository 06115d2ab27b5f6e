package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** report.json keeps the steps of a long log that tell most; the table of layers has all. */
class ReportedStepsTest {

    private static final int STEPS = 200;
    private static DiagnosedLog diagnosed;

    /** Four ReLU units, of which three die at step 137 and stay dead. */
    @BeforeAll
    static void diagnose() {
        diagnosed = ActivationDiagnostics.on(Sessions.shared()
                        .sql(
                                """
                                SELECT 'fc' AS layer, 'relu' AS activation, id DIV 300 AS step, id %% 300 AS sample,
                                  if(id DIV 300 < 137, array(1D, 2D, 3D, 4D), array(0D, 0D, 0D, 4D)) AS post
                                FROM range(%d)"""
                                        .formatted(300 * STEPS)))
                .diagnose();
    }

    private static JsonNode layer(ReportedSteps kept) throws IOException {
        return new ObjectMapper()
                .readTree(new JsonReport(kept).text(diagnosed.report()))
                .at("/runs/0/layers/0");
    }

    private static List<Integer> steps(JsonNode layer) {
        List<Integer> steps = new ArrayList<>();
        layer.get("steps").forEach(step -> steps.add(step.get("step").asInt()));
        return steps;
    }

    @Test
    void fiftyStepsAreKeptWithTheFirstTheLastAndTheOneWhereUnitsDied() throws IOException {
        JsonNode layer = layer(ReportedSteps.DEFAULT);

        assertThat(steps(layer))
                .hasSize(50)
                .isSorted()
                .startsWith(0)
                .endsWith(199)
                .contains(137);
        assertThat(layer.get("steps_left_out").asInt()).isEqualTo(150);
    }

    @Test
    void stepsBetweenAreSpacedEvenly() throws IOException {
        List<Integer> steps = steps(layer(ReportedSteps.DEFAULT));

        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i) - steps.get(i - 1)).isBetween(1, 8);
        }
    }

    @Test
    void allStepsAreKeptWhereTheyAreAskedFor() throws IOException {
        JsonNode layer = layer(ReportedSteps.parse("all"));

        assertThat(steps(layer)).hasSize(STEPS);
        assertThat(layer.get("steps_left_out").asInt()).isZero();
    }

    @Test
    void tableOfLayersHasAllSteps() {
        assertThat(diagnosed.layers().count()).isGreaterThanOrEqualTo(STEPS);
    }

    @Test
    void twoStepsAreTheFirstAndTheLast() throws IOException {
        assertThat(steps(layer(ReportedSteps.parse("2")))).containsExactly(0, 199);
    }

    @Test
    void otherNumbersAreRefused() {
        for (String text : List.of("1", "-3", "few", "")) {
            assertThatThrownBy(() -> ReportedSteps.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("report-steps takes a number from 2 (the first and the last), or all, not " + text);
        }
    }
}
