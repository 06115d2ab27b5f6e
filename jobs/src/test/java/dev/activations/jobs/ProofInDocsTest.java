package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

/** The tables that {@code scripts/prove-verdicts} has written into docs/diagnostics.md are there, and keep what the page promises. */
class ProofInDocsTest {

    private static final String BEGIN = "<!-- made by scripts/prove-verdicts -->\n";
    private static final String END = "<!-- end of the proof -->\n";

    /** "3 of 6,400 (0.0053 to 0.17 %)". */
    private static final String SHARE = "([\\d,]+) of ([\\d,]+) \\(([\\d.]+) to ([\\d.]+) %\\)";

    private static final String PROOF = proof();

    private static String proof() {
        try {
            String page = Files.readString(Path.of("../docs/diagnostics.md"));
            assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
            return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyIntervalIsThatOfClopperAndPearson() {
        List<MatchResult> shares =
                Pattern.compile(SHARE).matcher(PROOF).results().toList();

        assertThat(shares).hasSizeGreaterThan(50).allSatisfy(found -> {
            double events = number(found.group(1));
            double trials = number(found.group(2));
            double low = events == 0
                    ? 0
                    : new BetaDistribution(events, trials - events + 1).inverseCumulativeProbability(0.005);
            double high = events == trials
                    ? 1
                    : new BetaDistribution(events + 1, trials - events).inverseCumulativeProbability(0.995);
            assertThat(number(found.group(3))).isCloseTo(100 * low, within(0.051 * Math.max(100 * low, 0.02)));
            assertThat(number(found.group(4))).isCloseTo(100 * high, within(0.051 * Math.max(100 * high, 0.02)));
        });
    }

    @Test
    void noMoreThanAlphaOfTheUnitsThatFireAreCalledDead() {
        assertThat(unitRows("this: DEAD")).hasSize(5).allSatisfy(row -> {
            assertThat(number(row.group(4)))
                    .as("low end for all units: %s", row.group())
                    .isLessThanOrEqualTo(5);
            assertThat(number(row.group(8)))
                    .as("low end for units just above: %s", row.group())
                    .isLessThanOrEqualTo(5);
        });
    }

    @Test
    void noUnitThatNeverFiresIsMissedFrom299SamplesOnAndEachIsUndecidedBelow() {
        assertThat(unitRows("this: DEAD")).hasSize(5).allSatisfy(row -> {
            boolean isEnough = number(row.group(1)) >= 299;
            assertThat(number(row.group(10))).as("missed: %s", row.group()).isZero();
            assertThat(number(row.group(12)))
                    .as("undecided: %s", row.group())
                    .isEqualTo(isEnough ? 0 : number(row.group(13)));
        });
    }

    /** Groups: 1 samples; 2 to 5 and 6 to 9 shares; 10 and 11 missed; 12 and 13 undecided. */
    private static List<MatchResult> unitRows(String called) {
        return Pattern.compile(
                        "\\| %s \\| ([\\d,]+) \\| %s \\| %s \\| ([\\d,]+) of ([\\d,]+) \\| ([\\d,]+) of ([\\d,]+) \\|"
                                .formatted(Pattern.quote(called), SHARE, SHARE))
                .matcher(PROOF)
                .results()
                .toList();
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }
}
