package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.cli.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names from the log that look like markup are text wherever they are shown. */
class HostileNamesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String IMAGE = "<img src=x onerror=\"document.title='owned'\">";
    private static final String RUN = "</script><script>document.title='owned'</script> & \"quotes\" '\u2028 @@data@@";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void diagnose() throws IOException {
        browser = Browser.shared();
        ObjectMapper json = new ObjectMapper();
        StringBuilder lines = new StringBuilder();
        for (String layer : List.of(SCRIPT, IMAGE)) {
            for (int sample = 0; sample < 300; sample++) {
                lines.append(json.writeValueAsString(Map.of(
                                "run",
                                RUN,
                                "layer",
                                layer,
                                "activation",
                                "relu",
                                "step",
                                sample % 2,
                                "sample",
                                sample / 2,
                                "post",
                                List.of(0, 0, 0, sample % 3))))
                        .append("\n");
            }
        }
        Path log = Files.writeString(folder.resolve("log.json"), lines);
        page = Reports.of(log.toString(), folder.resolve("report"), "--max-firing-rate", "0.05");
    }

    @Test
    void namesStayText() {
        browser.show(page, 1280, "light");
        browser.run("dispatchEvent(new Event('beforeprint'))");
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");
        browser.await("return document.querySelectorAll('figure details table').length >= 4");

        assertThat(browser.texts("#layer-table td:nth-child(2)")).containsExactlyInAnyOrder(SCRIPT, IMAGE);
        assertThat(browser.texts("#findings-list article .evidence .name")).containsExactlyInAnyOrder(SCRIPT, IMAGE);
        assertThat(browser.run("return document.title")).isEqualTo("This run has problems · Activation diagnosis");
        assertThat(browser.number("return document.querySelectorAll('img, main script').length"))
                .isZero();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }

    @Test
    void namesStayTextInTooltips() {
        browser.show(page, 1280, "light");
        browser.run("dispatchEvent(new Event('beforeprint'))");
        browser.run(
                """
                document.querySelectorAll('.chart').forEach(box => echarts.getInstanceByDom(box)
                  .dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0}))""");

        browser.await(
                "return [...document.querySelectorAll('.tip')].some(tip => tip.textContent.includes('alert(1)'))");
        assertThat(browser.number("return document.querySelectorAll('img, main script, .tip script').length"))
                .isZero();
        assertThat(browser.run("return document.title")).isEqualTo("This run has problems · Activation diagnosis");
        assertThat(browser.complaints()).isEmpty();
    }
}
