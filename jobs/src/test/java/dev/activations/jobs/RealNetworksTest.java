package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the judgement is worth on networks whose state is known. {@code scripts/make-networks} trained them, and what was
 * changed in the sick ones was fixed before any of them was diagnosed. docs/diagnostics.md has the result.
 */
class RealNetworksTest {

    private static final Path PAGE = Path.of("../docs/diagnostics.md");
    private static final String BEGIN = "<!-- made from the networks -->\n";
    private static final String END = "<!-- end of the networks -->\n";

    private static final List<NetworkAnswer> ANSWERS = answers();

    @Test
    void nineOfTenSickNetworksAreNamed() {
        assertThat(share(sick().stream().filter(NetworkAnswer::named).count())).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void firstCauseIsRightForSevenOfTen() {
        assertThat(share(sick().stream().filter(NetworkAnswer::causeIsRight).count()))
                .isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void healthyNetworkWarnsOrFailsOnlyWhereItsUnitsAreOffForOtherSamplesToo() {
        List<NetworkAnswer> alarms =
                healthy().stream().filter(NetworkAnswer::named).toList();

        assertThat(alarms).hasSizeLessThanOrEqualTo(1).allSatisfy(answer -> {
            assertThat(answer.calledOff()).isPositive();
            assertThat(answer.wronglyCalledOff()).isLessThanOrEqualTo(answer.calledOff() / 3);
        });
    }

    @Test
    void everyKindHasAHealthyAndASickNetwork() {
        assertThat(healthy()).hasSize(11);
        assertThat(sick()).hasSize(13).allSatisfy(twin -> assertThat(healthy())
                .anySatisfy(well -> assertThat(twin.name()).startsWith(well.name() + "-")));
    }

    @Test
    void pageHasTheTableAndSaysWhyOfEveryMiss() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN));
        String after = page.substring(page.indexOf(END));
        NetworksTable table = new NetworksTable(ANSWERS);
        System.out.println(table.confusion());
        String expected = before + BEGIN + table.text() + after;
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("run the test with -Dactivations.generate=true to write it anew")
                .content()
                .isEqualTo(expected);
        String reasons = after.substring(0, after.indexOf("\n## "));
        assertThat(ANSWERS).filteredOn(RealNetworksTest::missed).allSatisfy(answer -> assertThat(reasons)
                .contains("`" + answer.name() + "`"));
    }

    @Test
    void logsAreSmall() throws IOException {
        assertThat(Networks.bytes()).isLessThan(3_000_000);
    }

    private static boolean missed(NetworkAnswer answer) {
        return answer.sick() ? !answer.causeIsRight() : answer.named();
    }

    private static List<NetworkAnswer> answers() {
        JsonNode truth = Networks.truth();
        JsonNode reference = Networks.reference();
        return Networks.names().stream()
                .map(name -> new NetworkAnswer(name, truth.get(name), reference.get(name)))
                .toList();
    }

    private static List<NetworkAnswer> healthy() {
        return ANSWERS.stream().filter(answer -> !answer.sick()).toList();
    }

    private static List<NetworkAnswer> sick() {
        return ANSWERS.stream().filter(NetworkAnswer::sick).toList();
    }

    private static double share(long count) {
        return (double) count / sick().size();
    }
}
