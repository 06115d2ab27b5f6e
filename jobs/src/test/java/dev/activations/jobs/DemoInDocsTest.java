package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The numbers of the demo in docs/diagnostics.md are those of the demo's report. */
class DemoInDocsTest {

    private static final Path PAGE = Path.of("../docs/diagnostics.md");
    private static final JsonNode REPORT = DigitsLog.json(DigitsLog.report());
    private static final Pattern TABLE =
            Pattern.compile("\\| figure \\| what it is \\| demo(?: \\(`(.+)` of `(.+)`\\))? \\|\n.*\n((?:\\|.*\n)+)");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+) \\|(.*)\\|");

    /** {@code -Dactivations.generate=true} writes the column. */
    @Test
    void columnDemoShowsTheFiguresOfTheReport() throws IOException {
        String page = Files.readString(PAGE);
        List<MatchResult> tables = TABLE.matcher(page).results().toList();
        assertThat(tables).hasSize(6);
        String made = page;
        for (MatchResult table : tables) {
            JsonNode layer =
                    table.group(1) == null ? layer("high-lr-relu", "hidden1") : layer(table.group(2), table.group(1));
            String rows = table.group(3)
                    .lines()
                    .map(row -> ROW.matcher(row).replaceFirst(cells -> row(cells, layer)))
                    .collect(Collectors.joining("\n", "", "\n"));
            made = made.replace(table.group(3), rows);
        }
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(PAGE, made);
        } else {
            assertThat(page).isEqualTo(made);
        }
    }

    private static String row(MatchResult cells, JsonNode layer) {
        String shown = Stream.of(cells.group(1).split(", "))
                .map(name -> cell(name.replace("`", ""), layer))
                .collect(Collectors.joining(", "));
        return "| %s | %s |%s|".formatted(cells.group(1), cells.group(2), shown.isEmpty() ? " " : " " + shown + " ");
    }

    private static String cell(String figure, JsonNode layer) {
        JsonNode value = layer.at("/latest/" + figure);
        if (value.isNull()) {
            return "";
        }
        return switch (figure) {
            case "firing_density" ->
                StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
            case "quantiles" -> "95 %%: %s; 99 %%: %s".formatted(shown(value.get("0.95")), shown(value.get("0.99")));
            case "histogram" -> shown(value.get(0).get("count")) + " zeros";
            case "entropy_mean" ->
                "%s at step 0, %s at step %s"
                        .formatted(
                                shown(layer.at("/steps/0/entropy_mean")),
                                shown(value),
                                layer.at("/latest/step").asText());
            default -> shown(value);
        };
    }

    @Test
    void sentencesAboutTheDemoHaveTheNumbersOfTheReport() throws IOException {
        String page = Files.readString(PAGE).replaceAll("\\s+", " ");

        assertThat(Stream.of(
                        sentence(
                                "`high-lr-relu`: %s of 64 units of `hidden1` are dead by step 100",
                                at(100, "high-lr-relu", "hidden1", "dead_units")),
                        sentence(
                                "`saturated-tanh`: %s of `hidden2`'s values are saturated",
                                percent("saturated-tanh", "hidden2", "saturated_fraction")),
                        sentence(
                                "`hidden1` of `negative-bias-relu` is %s zeros, but %s of its 64 units are alive",
                                percent("negative-bias-relu", "hidden1", "zero_fraction"),
                                64
                                        - latest("negative-bias-relu", "hidden1", "never_fired_units")
                                                .asInt()),
                        sentence(
                                "`hidden1` of `healthy-relu` is %s zeros, and %s of its 64 units are alive",
                                percent("healthy-relu", "hidden1", "zero_fraction"),
                                64
                                        - latest("healthy-relu", "hidden1", "never_fired_units")
                                                .asInt()),
                        sentence(
                                "In `hidden1` of `negative-bias-relu`, %s units are silent, and the estimate is %s: at least about %s of them",
                                latest("negative-bias-relu", "hidden1", "never_fired_units"),
                                shown(latest("negative-bias-relu", "hidden1", "unseen_alive_estimate")),
                                latest("negative-bias-relu", "hidden1", "unseen_alive_estimate")
                                        .asInt()),
                        sentence(
                                "In `hidden2`, %s units are silent and the estimate is %s.",
                                latest("negative-bias-relu", "hidden2", "never_fired_units"),
                                shown(latest("negative-bias-relu", "hidden2", "unseen_alive_estimate"))),
                        sentence(
                                "In `hidden1` of `high-lr-relu`, %s unit has been dead since step 0, %s since step 25 and %s since step 100.",
                                layer("high-lr-relu", "hidden1").at("/died_at_step/0"),
                                layer("high-lr-relu", "hidden1").at("/died_at_step/25"),
                                layer("high-lr-relu", "hidden1").at("/died_at_step/100")),
                        sentence(
                                "`hidden2` of `healthy-relu` has %s dead units at step 25 and %s at step 1500.",
                                at(25, "healthy-relu", "hidden2", "dead_units"),
                                at(1500, "healthy-relu", "hidden2", "dead_units")),
                        sentence(
                                "the largest output of `hidden3` went from %s at step 300 to %s at step 800",
                                rounded(at(300, "diverged-leaky", "hidden3", "max"), 2),
                                rounded(at(800, "diverged-leaky", "hidden3", "max"), 2)),
                        sentence(
                                "`high-lr-relu`: %s of 64 in `hidden1`, %s of 64 in `hidden2`, all %s of `hidden3`",
                                latest("high-lr-relu", "hidden1", "dead_units"),
                                latest("high-lr-relu", "hidden2", "dead_units"),
                                latest("high-lr-relu", "hidden3", "dead_units")),
                        sentence(
                                "`negative-bias-relu`: %s of 64 in `hidden2`, %s of 32 in `hidden3`",
                                at(0, "negative-bias-relu", "hidden2", "dead_units"),
                                at(0, "negative-bias-relu", "hidden3", "dead_units")),
                        sentence(
                                "`healthy-gelu`: %s in `hidden3`",
                                percent("healthy-gelu", "hidden3", "saturated_fraction")),
                        sentence(
                                "In `saturated-tanh`, %s, %s and %s of the values are saturated.",
                                percent("saturated-tanh", "hidden1", "saturated_fraction"),
                                percent("saturated-tanh", "hidden2", "saturated_fraction"),
                                percent("saturated-tanh", "hidden3", "saturated_fraction")),
                        sentence(
                                "In `deep-sigmoid` it is %s in `hidden1`, %s in `hidden2`, then %s and less",
                                percent("deep-sigmoid", "hidden1", "signal_spread"),
                                percent("deep-sigmoid", "hidden2", "signal_spread"),
                                percent("deep-sigmoid", "hidden3", "signal_spread")),
                        sentence(
                                "In `hidden5` of `deep-sigmoid`, the ratio is %s.",
                                percent("deep-sigmoid", "hidden5", "derivative_ratio")),
                        sentence(
                                "in `hidden1` of `deep-sigmoid`, the slope varies by %s.",
                                percent("deep-sigmoid", "hidden1", "derivative_variation"))))
                .filteredOn(sentence -> !page.contains(sentence))
                .isEmpty();
        assertThat(Stream.of("hidden1", "hidden2", "hidden3"))
                .as("each hidden layer of `healthy-relu` has one")
                .allSatisfy(layer -> assertThat(
                                latest("healthy-relu", layer, "dead_units").asInt())
                        .isEqualTo(1));
    }

    /** A unit that was silent in n samples fires for less than 1 - 0.05^(1/n) of them. */
    @Test
    void tableOfSamplesShowsTheBoundOfClopperAndPearson() throws IOException {
        List<MatchResult> rows = Pattern.compile("\\| ([0-9,]+)[^|]* \\| (\\S+ %) \\| (?:DEAD|INSUFFICIENT)")
                .matcher(Files.readString(PAGE))
                .results()
                .toList();

        assertThat(rows).hasSize(7).allSatisfy(row -> {
            int samples = Integer.parseInt(row.group(1).replace(",", ""));
            assertThat(row.group(2)).isEqualTo(percent(1 - Math.pow(0.05, 1.0 / samples)));
        });
    }

    private static String sentence(String words, Object... numbers) {
        return words.formatted(numbers);
    }

    private static JsonNode layer(String run, String name) {
        return StreamSupport.stream(REPORT.get("runs").spliterator(), false)
                .filter(node -> node.get("run").asText().equals(run))
                .flatMap(node -> StreamSupport.stream(node.get("layers").spliterator(), false))
                .filter(node -> node.get("layer").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode latest(String run, String layer, String figure) {
        return layer(run, layer).at("/latest/" + figure);
    }

    private static JsonNode at(int step, String run, String layer, String figure) {
        return StreamSupport.stream(layer(run, layer).get("steps").spliterator(), false)
                .filter(node -> node.get("step").asInt() == step)
                .findFirst()
                .orElseThrow()
                .get(figure);
    }

    private static String percent(String run, String layer, String figure) {
        return percent(latest(run, layer, figure).asDouble());
    }

    private static String percent(double share) {
        return rounded(new BigDecimal(100 * share), 3) + " %";
    }

    /** To three digits; in full from 1,000 on. */
    private static String shown(JsonNode value) {
        return Math.abs(value.asDouble()) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value.asDouble())
                : rounded(value, 3);
    }

    private static String rounded(JsonNode value, int digits) {
        return rounded(new BigDecimal(value.asDouble()), digits);
    }

    private static String rounded(BigDecimal value, int digits) {
        return value.round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString()
                .replace('-', '−');
    }
}
