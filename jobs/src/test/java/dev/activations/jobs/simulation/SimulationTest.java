package dev.activations.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.Reference;
import dev.activations.jobs.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log made to order, and its truth beside what numpy counts in it. */
class SimulationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a thousand such tests of a right program, one fails by chance for a million units. */
    private static final double CHANCE = 1e-9;

    private static final int SAMPLES = 400;

    private static final Simulation SIMULATION = new Simulation(
            Stream.concat(
                            Stream.of(Plant.values()).map(plant -> plant.layer(40)),
                            Stream.of(
                                    LayerGrammar.parse("tenth=relu6:40,dead=10%,rate=5%..95%", 40),
                                    LayerGrammar.parse("always=squared_relu:8,rate=1", 40),
                                    LayerGrammar.parse("half=tanh:40,stuck=25%,saturated=50%", 40),
                                    LayerGrammar.parse("certain=softmax:10,collapsed=1", 40),
                                    LayerGrammar.parse("open=softmax:10", 40)))
                    .toList(),
            2,
            2,
            SAMPLES,
            11);

    private static final Map<String, JsonNode> TRUTH = new HashMap<>();
    private static List<JsonNode> counted;

    @TempDir
    static Path folder;

    @BeforeAll
    static void count() throws IOException, InterruptedException {
        assumeThat(Reference.runsHere()).as("python3 with numpy").isTrue();
        String log = folder.resolve("log").toString();
        SIMULATION.log(Sessions.shared(), 3).write().json(log);
        Process python = new ProcessBuilder("python3", "src/test/python/simulated_counts.py", log)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String lines = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).isZero();
        counted = parse(lines);
        parse(truth(SIMULATION)).forEach(line -> TRUTH.put(place(line), line));
    }

    private static String truth(Simulation simulation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        simulation.writeTruth(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> parse(String lines) {
        return lines.lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private static String place(JsonNode line) {
        return line.get("run").asText() + " " + line.get("layer").asText();
    }

    private static JsonNode truthOf(JsonNode count) {
        return TRUTH.get(place(count));
    }

    @Test
    void everyLayerOfEveryRunAndStepIsThere() {
        assertThat(counted)
                .hasSize(2 * 2 * SIMULATION.layers().size())
                .allSatisfy(count -> assertThat(count.get("samples").asInt()).isEqualTo(SAMPLES));
        assertThat(TRUTH).hasSize(2 * SIMULATION.layers().size());
    }

    @Test
    void everyUnitFiresAsOftenAsItsRateAllows() {
        assertThat(counted)
                .filteredOn(count -> !truthOf(count).get("firing_rate").isNull())
                .hasSize(2 * 2 * 6)
                .allSatisfy(count -> {
                    JsonNode rates = truthOf(count).get("firing_rate");
                    for (int unit = 0; unit < rates.size(); unit++) {
                        assertPossible(
                                count.get("fired").get(unit).asInt(),
                                SAMPLES,
                                rates.get(unit).asDouble());
                    }
                });
    }

    private static void assertPossible(int count, int trials, double rate) {
        BinomialDistribution binomial = new BinomialDistribution(null, trials, rate);
        assertThat(count)
                .isBetween(
                        binomial.inverseCumulativeProbability(CHANCE),
                        binomial.inverseCumulativeProbability(1 - CHANCE));
    }

    @Test
    void asManyUnitsAreDeadAsWereAskedForAndNoneOfThemEverFires() {
        assertThat(counted)
                .filteredOn(count -> truthOf(count).get("dead").size() > 0)
                .hasSize(2 * 2 * 2)
                .allSatisfy(count -> {
                    JsonNode truth = truthOf(count);
                    assertThat(truth.get("dead"))
                            .hasSize(truth.get("layer").asText().equals("dead") ? 24 : 4); // 59 % and 10 % of 40
                    truth.get("dead").forEach(unit -> {
                        assertThat(count.get("fired").get(unit.asInt()).asInt()).isZero();
                        assertThat(truth.get("firing_rate").get(unit.asInt()).asDouble())
                                .isZero();
                    });
                });
    }

    @Test
    void stuckUnitsStayInOneTailAndTheOthersDoNot() {
        assertThat(counted)
                .filteredOn(count -> truthOf(count).get("stuck").size() > 0)
                .hasSize(2 * 2 * 2)
                .allSatisfy(count -> {
                    for (int unit = 0; unit < 40; unit++) {
                        int low = count.get("low").get(unit).asInt();
                        int high = count.get("high").get(unit).asInt();
                        assertThat(low == SAMPLES || high == SAMPLES)
                                .isEqualTo(numbers(truthOf(count).get("stuck")).contains(unit));
                    }
                });
    }

    @Test
    void asManyValuesAreSaturatedAsWereAskedFor() {
        assertThat(counted)
                .filteredOn(count -> count.has("low")
                        && truthOf(count).get("stuck").isEmpty()
                        && truthOf(count).get("spread").isNull())
                .hasSize(2 * 2 * 2)
                .allSatisfy(count -> {
                    int inTails = 0;
                    for (int unit = 0; unit < 40; unit++) {
                        inTails += count.get("low").get(unit).asInt()
                                + count.get("high").get(unit).asInt();
                    }
                    assertPossible(
                            inTails,
                            40 * SAMPLES,
                            truthOf(count).get("saturated").asDouble());
                });
    }

    @Test
    void spreadIsTheStandardDeviationOfTheInputs() {
        assertThat(counted)
                .filteredOn(count -> !truthOf(count).get("spread").isNull())
                .hasSize(2 * 2)
                .allSatisfy(count -> count.get("deviation").forEach(deviation -> assertThat(deviation.asDouble())
                        .isCloseTo(truthOf(count).get("spread").asDouble(), within(0.2e-4))));
    }

    @Test
    void collapsedHeadsHaveNoEntropyAndTheOthersNearlyAll() {
        assertThat(counted)
                .filteredOn(count -> count.has("head_entropy"))
                .hasSize(2 * 2 * 3)
                .allSatisfy(count -> {
                    for (int head = 0; head < count.get("head_entropy").size(); head++) {
                        double entropy = count.get("head_entropy").get(head).asDouble();
                        if (numbers(truthOf(count).get("collapsed_heads")).contains(head)) {
                            assertThat(entropy).isLessThan(1e-6);
                        } else {
                            assertThat(entropy).isBetween(0.9, 1.0);
                        }
                    }
                });
    }

    @Test
    void functionWhoseOutputsHideItsTailsIsLoggedByItsInputs() {
        assertThat(counted).allSatisfy(count -> assertThat(count.get("side").asText())
                .isEqualTo(count.get("layer").asText().equals("stuck") ? "pre" : "post"));
    }

    @Test
    void logDoesNotDependOnHowItsRowsAreDistributed() {
        assertThat(sorted(SIMULATION.log(Sessions.shared(), 1)))
                .isEqualTo(sorted(SIMULATION.log(Sessions.shared(), 13)));
    }

    @Test
    void anotherSeedGivesOtherUnitsAndOtherValues() throws IOException {
        Simulation other = new Simulation(SIMULATION.layers(), 2, 2, SAMPLES, 12);

        assertThat(truth(other)).isNotEqualTo(truth(SIMULATION));
        assertThat(other.log(Sessions.shared(), 1).head().getList(9))
                .isNotEqualTo(SIMULATION.log(Sessions.shared(), 1).head().getList(9));
    }

    @Test
    void eachRunHasUnitsOfItsOwn() {
        assertThat(TRUTH.get("run-1 sparse").get("firing_rate"))
                .isNotEqualTo(TRUTH.get("run-2 sparse").get("firing_rate"));
        assertThat(TRUTH.get("run-1 dead").get("dead"))
                .isNotEqualTo(TRUTH.get("run-2 dead").get("dead"));
    }

    private static List<String> sorted(Dataset<Row> log) {
        return log.toJSON().collectAsList().stream().sorted().toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
