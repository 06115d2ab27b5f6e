package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.cli.Reports;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure of functions as a page: drawn, quiet, and with its numbers. */
class FigurePageTest {

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.shared();
    }

    @Test
    void familyIsDrawnWithItsObservations() {
        Path page = Reports.figure(folder.resolve("family.html"));
        browser.show(page, 1280, "light");
        browser.run("dispatchEvent(new Event('beforeprint'))");

        assertThat(browser.number("return document.querySelectorAll('.chart canvas').length"))
                .isEqualTo(2);
        assertThat(browser.texts("#notes li")).hasSize(3);
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");
        browser.await("return document.querySelectorAll('details table').length === 2");
        assertThat(browser.texts("figure:nth-child(2) tbody tr:nth-child(201) td"))
                .startsWith("0", "0.25", "1", "0", "0.01", "1", "0.5", "0.5", "0.6");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }
}
