package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.cli.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings that a settings file has switched off are on the page, folded away, with the reason that the file gives. */
class SuppressedPageTest {

    @TempDir
    Path folder;

    @Test
    void suppressedFindingsAreFoldedAwayWithTheirReason() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("settings.yaml"),
                "rules: {dead-units: {severity: off, reason: <b>known</b>, until: 2999-12-31}}");
        Path page = Reports.of(
                "../examples/digits-log/run=high-lr-relu", folder.resolve("report"), "--settings", settings.toString());
        Browser browser = Browser.shared();
        browser.show(page, 1280, "light");

        assertThat(browser.texts("#findings-list > article")).noneMatch(card -> card.contains("dead-units"));
        assertThat(browser.texts("#findings-list > details > summary")).contains("3 findings suppressed");

        browser.run("document.querySelector('#findings-list > details:last-child').open = true");
        browser.await("return document.querySelector('#findings-list > details:last-child article') !== null");

        assertThat(browser.texts("#findings-list > details:last-child article"))
                .singleElement()
                .asString()
                .contains(
                        "Suppressed: off, <b>known</b>, until 2999-12-31",
                        "hidden1",
                        "hidden2",
                        "hidden3",
                        "47 of 64 units");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }
}
