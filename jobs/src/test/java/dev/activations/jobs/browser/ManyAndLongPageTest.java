package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.Report;
import dev.activations.jobs.SickAmongHealthy;
import dev.activations.jobs.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of 150 layers, of 60 runs, of one layer, of long names, and of layers of other kinds stay readable. */
class ManyAndLongPageTest {

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path deep;
    private static Path runs;
    private static Path longNames;
    private static Path kinds;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.shared();
        deep = write("deep", SickAmongHealthy.of(150, 120, 121, 122, 123, 124));
        runs = write("runs", SickAmongHealthy.runs(60));
        longNames = write("long", SickAmongHealthy.longNames());
        kinds = write("kinds", SickAmongHealthy.otherKinds());
    }

    private static Path write(String name, Report report) throws IOException {
        return Files.writeString(folder.resolve(name + ".html"), new HtmlReport().text(report));
    }

    @AfterEach
    void pageHasNothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static void show(Path page, int width) {
        browser.show(page, width, "light");
        browser.run("dispatchEvent(new Event('beforeprint'))");
    }

    @Test
    void failingLayersOfADeepRunComeFirstAndOkOnesAreFoldedAway() {
        show(deep, 1280);

        assertThat(browser.texts("#layer-table tbody tr"))
                .hasSize(5)
                .first()
                .asString()
                .contains("encoder.120.mlp.act", "4 of 4 dead");
        assertThat(browser.number(
                        "return document.querySelector('#layer-table tbody tr').getBoundingClientRect().bottom"))
                .as("the first is seen without scrolling")
                .isLessThan(800);
        assertThat(browser.find("#layer-more").getText()).isEqualTo("Show 145 layers that are ok");
        browser.click("#layer-more button");
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(150);
    }

    @Test
    void equalFindingsOfLayersOneAfterTheOtherAreOneLine() {
        show(deep, 1280);

        assertThat(browser.texts("#findings-list article:first-child .evidence li"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("encoder.120.mlp.act to encoder.124.mlp.act (5 layers)");
    }

    @Test
    void chartsNameLayersByWhatTellsThemApart() {
        show(deep, 1280);

        assertThat(browser.run("return echarts.getInstanceByDom(document.querySelector('#figure-steps .chart'))"
                        + ".getOption().yAxis[0].data.slice(0, 3).join()"))
                .isEqualTo("0,1,2");
    }

    @Test
    void okRunsOfManyAreFoldedAway() {
        show(runs, 1280);

        assertThat(browser.find("h1").getText()).isEqualTo("30 of 60 runs have problems");
        assertThat(browser.texts(".runs tbody tr")).hasSize(20).allMatch(row -> row.startsWith("fail"));
        browser.click("#runs-list p button");
        assertThat(browser.texts(".runs tbody tr")).hasSize(60);
        browser.click("[data-run='40']");
        assertThat(browser.find("#choose-run").getAttribute("value")).isEqualTo("40");
    }

    @ParameterizedTest
    @CsvSource({"deep, 390", "runs, 390", "long, 390", "long, 320", "kinds, 390", "long, 1280"})
    void pageNeverScrollsSideways(String name, int width) {
        show(folder.resolve(name + ".html"), width);
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");

        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    @Test
    void layerOfALogOfOneStepHasBars() {
        show(longNames, 1280);

        assertThat(browser.run("return echarts.getInstanceByDom(document.querySelector('#figure-steps .chart'))"
                        + ".getOption().series[0].type"))
                .isEqualTo("bar");
        assertThat(browser.find("#step-label").isDisplayed()).isFalse();
        assertThat(browser.find("#figure-values").isDisplayed()).isFalse();
        assertThat(browser.find("#figure-at-step").isDisplayed()).isTrue();
    }

    @Test
    void attentionShowsItsHeadsSoftmaxItsEntropyAndALoggedGradientItsSize() {
        browser.show(kinds, 1280, "light");
        for (String[] expected : List.of(
                new String[] {"attention", "Heads over the steps"},
                new String[] {"output", "Entropy over the steps"},
                new String[] {"hidden", "Units over the steps: "})) {
            browser.run("location.hash = 'run=&layer=" + expected[0] + "'");
            browser.await("return document.querySelector('#layer-about').textContent.includes(' " + expected[0] + "')");
            assertThat(browser.run("return document.querySelector('#figure-map h3').textContent"))
                    .isEqualTo(expected[1]);
        }
        assertThat(browser.find("#figure-loss-gradient").isDisplayed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep", "runs", "kinds"})
    void accessibilityCheckerFindsNothingSerious(String name) throws IOException {
        show(folder.resolve(name + ".html"), 1280);
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");

        assertThat(browser.accessibilityFaults()).isEmpty();
    }
}
