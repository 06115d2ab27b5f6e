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

/** The section of report.html that compares a report with its baseline. */
class BaselinePageTest {

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path alone;
    private static Path compared;

    @BeforeAll
    static void compareTwoRunsOfTheDemo() {
        browser = Browser.shared();
        alone = Reports.of("../examples/digits-log/run=healthy-relu", folder.resolve("monday"));
        compared = Reports.of(
                "../examples/digits-log/run=high-lr-relu",
                folder.resolve("tuesday"),
                "--same-units",
                "--baseline=" + folder.resolve("monday"));
    }

    @AfterEach
    void pageHasNothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void layersThatGotWorseAndFindingsThatAreNewAreShown() {
        browser.show(compared, 1280, "light");

        assertThat(browser.find("nav a[href='#at=baseline']").isDisplayed()).isTrue();
        assertThat(browser.texts("#baseline-list .lead").get(0))
                .endsWith("→ this report: 4 findings are new, 0 gone; of 4 layers, 4 got worse and 0 better.");
        assertThat(browser.texts("#baseline-list tbody tr"))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("hidden1 worse ok → fail 46 0");
        assertThat(browser.texts("#baseline-list .facts h3"))
                .containsExactly("Findings that are new: 4", "Findings that are gone: 0");
    }

    @Test
    void layerOfTheComparisonLeadsToIt() {
        browser.show(compared, 1280, "light");

        browser.click("#baseline-list tbody tr:nth-child(2) a");

        assertThat(browser.run("return location.hash").toString()).contains("layer=hidden2");
    }

    @Test
    void reportWithoutABaselineHasNoSuchSection() {
        browser.show(alone, 1280, "light");

        assertThat(browser.find("#baseline").isDisplayed()).isFalse();
        assertThat(browser.find("nav a[href='#at=baseline']").isDisplayed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light"})
    void comparisonIsReadableForEverybody(int width, String scheme) throws IOException {
        browser.show(compared, width, scheme);

        assertThat(browser.accessibilityFaults()).isEmpty();
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }
}
