package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.LargeReports;
import dev.activations.jobs.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of 500 layers × 1,000 steps is small and quick, and says what it leaves out. */
class LargeReportPageTest {

    private static final long LARGEST = 15_000_000;

    /** The page is to be usable after 2 seconds, on machines half as fast as one that builds this. */
    private static final double MOST_PROCESSOR_SECONDS = 1;

    /** So that sorting the table is felt as an answer. */
    private static final double MOST_PROCESSOR_SECONDS_TO_ANSWER = 0.5;

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.shared();
    }

    @Test
    void deepAndLongReportIsSmallAndQuickAndSaysWhatItLeavesOut() throws IOException {
        Path page = Files.writeString(folder.resolve("report.html"), new HtmlReport().text(LargeReports.of(500, 1000)));
        assertThat(Files.size(page)).isLessThan(LARGEST);

        browser.newTab();
        browser.show(page, 1280, "light");

        double opened = browser.processorSeconds();
        assertThat(opened).isLessThan(MOST_PROCESSOR_SECONDS);
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(60);

        browser.click("#layer-table th:nth-child(5) button");
        browser.await("return document.querySelectorAll('#layer-table tbody tr').length === 60");
        double sorted = browser.processorSeconds();
        assertThat(sorted - opened).isLessThan(MOST_PROCESSOR_SECONDS_TO_ANSWER);

        browser.click("#layer-more button");
        assertThat(browser.number("return document.querySelectorAll('#layer-table tbody tr').length"))
                .isEqualTo(500);
        double before = browser.processorSeconds();
        browser.run("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.processorSeconds() - before).as("all charts at once").isLessThan(MOST_PROCESSOR_SECONDS);
        assertThat(browser.number("return document.querySelectorAll('.chart:has(canvas)').length"))
                .isEqualTo(6);
        assertThat(browser.find("#figure-steps p").getText()).contains("of 1,000 steps are drawn");
        assertThat(browser.find("#settings-list").getText())
                .contains(
                        "What this page leaves out", "report.json and the tables in the same folder leave nothing out");
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }

    @Test
    void oneLayerOfOneStepIsWhole() throws IOException {
        Path page = Files.writeString(folder.resolve("one.html"), new HtmlReport().text(LargeReports.of(1, 1)));

        browser.show(page, 390, "light");

        browser.run("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(1);
        assertThat(browser.find("#settings-list").getText()).doesNotContain("leaves out");
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }
}
