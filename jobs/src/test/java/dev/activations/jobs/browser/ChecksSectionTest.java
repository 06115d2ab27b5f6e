package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.cli.Reports;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section of report.html that says what the user's checks came to. */
class ChecksSectionTest {

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void openTheDemoWithChecks() {
        browser = Browser.shared();
        page = Reports.of(
                "../examples/digits-log",
                folder.resolve("checked"),
                "--check",
                "hidden.*: nan >= 0",
                "--check",
                "conv.*: mean > 0",
                "--check",
                "dead_fraction < 0.2");
    }

    @AfterEach
    void pageHasNothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void worstCheckComesFirstWithItsLayersAndTheirNumbers() {
        browser.show(page, 1280, "light");

        assertThat(browser.find("h1").getText()).isEqualTo("5 of 8 runs have problems, and 1 check failed");
        assertThat(browser.texts("#checks-list .finding header"))
                .containsExactly(
                        "fail dead_fraction < 0.2 Layers: 5 fail, 4 pass",
                        "undecided conv.*: mean > 0",
                        "passed hidden.*: nan >= 0 Layers: 26 pass");
        assertThat(browser.texts("#checks-list .finding:first-child .evidence li"))
                .hasSize(5)
                .first()
                .isEqualTo("high-lr-relu · hidden1 0.734375");
        assertThat(browser.texts("#checks-list .finding:nth-child(2) .evidence li"))
                .singleElement()
                .asString()
                .startsWith("no layer – No layer of the log matches conv.*; it has hidden1, hidden2");
    }

    @Test
    void layersThatPassAreFoldedAway() {
        browser.show(page, 1280, "light");

        browser.click("#checks-list .finding:first-child summary");

        browser.await("return document.querySelectorAll('#checks-list .finding:first-child details li').length === 4");
    }

    @Test
    void layerOfACheckLeadsToItsCharts() {
        browser.show(page, 1280, "light");

        browser.click("#checks-list .evidence a");

        assertThat(browser.find("#layer-about").getText()).contains("hidden1 of high-lr-relu");
        assertThat(browser.texts("nav .sections a")).contains("Checks");
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light"})
    void everybodyCanReadIt(int width, String scheme) throws IOException {
        browser.show(page, width, scheme);

        assertThat(browser.accessibilityFaults()).isEmpty();
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .as("nothing is wider than the screen")
                .isLessThanOrEqualTo(width);
    }

    @Test
    void pageWithoutChecksSaysNothingOfThem() {
        browser.show(Reports.of("../examples/digits-log/run=healthy-relu", folder.resolve("plain")), 1280, "light");

        assertThat(browser.find("#checks").isDisplayed()).isFalse();
        assertThat(browser.find("h1").getText()).isEqualTo("Nothing wrong was found");
        assertThat((Boolean) browser.run("return document.querySelector(\"nav a[href='#at=checks']\").hidden"))
                .isTrue();
    }
}
