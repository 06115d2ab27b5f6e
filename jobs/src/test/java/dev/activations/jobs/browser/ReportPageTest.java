package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.cli.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The demo's report in a browser: what is seen at once, what can be chosen, and for whom it can be read. */
class ReportPageTest {

    /** Whether each chart that has been drawn is more than its background. */
    private static final String BLANK_CHARTS =
            """
            return [...document.querySelectorAll('.chart canvas')].filter(canvas => {
              const seen = new Set(new Uint32Array(
                canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer));
              return seen.size < 5;
            }).length""";

    private static final String PICTURE = "return document.querySelector('#figure-steps canvas').toDataURL()";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void openTheDemo() {
        browser = Browser.shared();
        page = Reports.of("../examples/digits-log", folder.resolve("demo"));
    }

    @AfterEach
    void pageHasNothingToComplainOfAndAskedForNothing() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }

    private static void show() {
        browser.show(page, 1280, "light");
    }

    private static void drawAll() {
        browser.run("dispatchEvent(new Event('beforeprint'))");
    }

    @Test
    void firstScreenSaysWhichRunsAreSickOfWhatSinceWhenAndWhatToTry() {
        show();
        assertFirstScreenOfTheDemo();
        assertThat(browser.number("return document.querySelector('.runs').getBoundingClientRect().bottom"))
                .as("all of it is seen without scrolling")
                .isLessThan(800);
    }

    @Test
    void firstScreenOfAPhoneHasEveryRunThatIsSick() {
        browser.show(page, 390, "light");
        assertFirstScreenOfTheDemo();
        assertThat(browser.number(
                        "return document.querySelector('.runs tbody tr:nth-child(5)').getBoundingClientRect().bottom"))
                .as("all of it is seen without scrolling")
                .isLessThan(844);
    }

    private static void assertFirstScreenOfTheDemo() {
        assertThat(browser.find("h1").getText()).isEqualTo("5 of 8 runs have problems");
        List<String> rows = browser.texts(".runs tbody tr");
        assertThat(rows).hasSize(8).first().asString().contains("diverged-leaky");
        assertThat(row(rows, "high-lr-relu"))
                .contains("fail", "Dead units in hidden1 (47 of 64)", "step 25", "Lower the learning rate");
        assertThat(row(rows, "diverged-leaky")).contains("NaN or infinite values", "step 1,500", "Clip the gradient");
        assertThat(row(rows, "saturated-tanh"))
                .contains("Saturated values in hidden2 (70.5 %) and hidden3 (74.3 %)", "step 0");
        assertThat(row(rows, "deep-sigmoid")).contains("hardly depend on the input", "step 0");
        assertThat(row(rows, "negative-bias-relu")).contains("Dead units", "step 0", "Initialise biases at 0");
        assertThat(row(rows, "healthy-relu")).contains("ok");
    }

    private static String row(List<String> rows, String run) {
        return rows.stream().filter(row -> row.contains(run)).findFirst().orElseThrow();
    }

    @Test
    void tableOfLayersSortsByEachColumnAndBack() {
        show();
        // Only ReLU units can die: three runs of three such layers, each with a dead unit at least.

        browser.click("#layer-table th:nth-child(9) button");
        assertThat(deadShares()).hasSize(34).startsWith(100.0).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(browser.find("#layer-table th:nth-child(9)").getAttribute("aria-sort"))
                .isEqualTo("descending");

        browser.click("#layer-table th:nth-child(9) button");
        assertThat(deadShares().stream().filter(share -> share >= 0).toList())
                .startsWith(1.6)
                .hasSize(9)
                .isSorted();

        browser.click("#layer-table th:nth-child(3) button");
        assertThat(browser.texts("#layer-table td:nth-child(3)"))
                .startsWith("hidden1")
                .isSorted();
    }

    /** In per cent; a dash is last in either order, as if below zero here. */
    private static List<Double> deadShares() {
        return browser.texts("#layer-table td:nth-child(9)").stream()
                .map(text -> text.equals("–")
                        ? -1
                        : text.equals("0") ? 0 : Double.parseDouble(text.replaceAll(".*\\(| %\\)", "")))
                .toList();
    }

    @Test
    void tableOfLayersFiltersByTextRunAndVerdict() {
        show();

        browser.find("#filter-text").sendKeys("tanh");
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(4);
        assertThat(browser.find("#filter-count").getText()).isEqualTo("4 of 34 layers");

        browser.choose("#filter-verdict", "fail");
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(2).allMatch(row -> row.contains("fail"));

        browser.find("#filter-text").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        browser.choose("#filter-verdict", "");
        browser.choose("#filter-run", "2");
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(6).allMatch(row -> row.startsWith("deep-sigmoid"));
    }

    @Test
    void runChosenOnTheFirstScreenIsShownBelow() {
        show();

        browser.click("[data-run='1']");

        assertThat(browser.find("#run-about").getText()).contains("Dead units in hidden1 (47 of 64)");
        assertThat(browser.find("#choose-run").getAttribute("value")).isEqualTo("1");
        assertThat(browser.texts("#findings-list article")).hasSize(2).allMatch(card -> card.contains("high-lr-relu"));
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("run");
    }

    @Test
    void layerChosenInTheTableIsShownBelow() {
        show();

        browser.click("#layer-table tbody tr:nth-child(7) a");

        assertThat(browser.find("#layer-about").getText()).contains("hidden3 of high-lr-relu", "relu", "32 units");
        assertThat(browser.find("#layer-table tr.chosen").getText()).contains("hidden3");
        browser.choose("#choose-layer", "0");
        assertThat(browser.find("#layer-about").getText()).contains("hidden1 of high-lr-relu", "64 units");
    }

    @Test
    void addressCanNameRunAndLayer() {
        show();
        browser.run("location.hash = 'run=saturated-tanh&layer=hidden3'; location.reload()");
        browser.await(
                "return document.querySelector('#layer-about')?.textContent.includes('hidden3 of saturated-tanh')");
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void everyChartIsDrawnForEveryRun(int width, String scheme) {
        browser.show(page, width, scheme);
        for (int run = 0; run < 8; run++) {
            browser.choose("#choose-run", Integer.toString(run));
            drawAll();
            assertThat(browser.number("return document.querySelectorAll('.chart canvas').length"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(browser.number(BLANK_CHARTS)).as("blank charts").isZero();
        }
    }

    @Test
    void whatIsShownOverTheStepsCanBeChosen() {
        show();
        browser.choose("#choose-run", "1");

        assertThat(browser.texts("#figure-steps option"))
                .contains("Dead and nearly dead units", "Gradient ratio", "Zeros");
        browser.choose("#figure-steps select", "zeros");

        assertThat(browser.find("#figure-steps p").getText()).contains("outputs that are zero");
    }

    @Test
    void everyChartHasItsNumbersAsATable() {
        show();
        browser.run("location.hash = 'run=high-lr-relu&layer=hidden1'; location.reload()");
        browser.await("return document.querySelector('#layer-about')?.textContent.includes('hidden1 of high-lr-relu')");
        browser.run("document.querySelectorAll('figure details').forEach(details => details.open = true)");
        browser.await("return document.querySelectorAll('figure details table').length === 6");

        assertThat(browser.texts("#figure-map tbody tr"))
                .containsExactly(
                        "0 63 0 0 0 0 1 0",
                        "25 42 0 0 0 0 22 0",
                        "100 17 0 0 0 0 47 0",
                        "300 17 0 0 0 0 47 0",
                        "800 17 0 0 0 0 47 0",
                        "1,500 17 0 0 0 0 47 0");
        assertThat(browser.texts("#figure-density tbody tr")).hasSize(6).first().isEqualTo("never 1 47");
        assertThat(browser.texts("#figure-gradient tbody tr"))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("hidden1 0.0616 0.5");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1280})
    void pageNeverScrollsSideways(int width) {
        browser.show(page, width, "light");
        drawAll();
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");

        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    @Test
    void darkModeIsDarkAndCanChangeWhileThePageIsOpen() {
        browser.show(page, 1280, "dark");
        drawAll();
        assertThat(brightness()).isLessThan(60);
        Object dark = browser.run(PICTURE);

        browser.prefer("light");
        assertThat(brightness()).isGreaterThan(200);
        assertThat(browser.run(PICTURE)).as("the chart is drawn anew").isNotEqualTo(dark);
    }

    private static long brightness() {
        return browser.number(
                "return Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number))");
    }

    @Test
    void tableIsSortedAndFilteredByKeyboard() {
        show();
        browser.run("document.querySelector('#layer-table th:nth-child(9) button').focus()");

        browser.find(":focus").sendKeys(Keys.ENTER);
        assertThat(deadShares()).startsWith(100.0).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(browser.find(":focus").getText()).as("the focus stays").startsWith("Dead");

        browser.run("document.querySelector('#filter-verdict').focus()");
        browser.find(":focus").sendKeys("warn");
        assertThat(browser.texts("#layer-table tbody tr")).isNotEmpty().allMatch(row -> row.contains("warn"));
    }

    @Test
    void layerAndItsNumbersAreChosenByKeyboard() {
        show();
        browser.run("document.querySelector('#choose-layer').focus()");

        browser.find(":focus").sendKeys("hidden2");
        assertThat(browser.find("#layer-about").getText()).contains("hidden2 of diverged-leaky");

        browser.run("document.querySelector('#figure-values summary').focus()");
        browser.find(":focus").sendKeys(Keys.ENTER);
        browser.await("return document.querySelectorAll('#figure-values details table').length === 1");
    }

    @Test
    void runIsReachedAndChosenByKeyboard() {
        show();
        browser.run("document.body.tabIndex = -1; document.body.focus()");
        for (int i = 0; i < 10; i++) {
            browser.find(":focus").sendKeys(Keys.TAB);
        }
        assertThat(browser.run("return document.activeElement.dataset.run")).isEqualTo("0");

        browser.find(":focus").sendKeys(Keys.ENTER);

        assertThat(browser.run("return document.activeElement.id")).isEqualTo("run");
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light"})
    void accessibilityCheckerFindsNothingSerious(int width, String scheme) throws IOException {
        browser.show(page, width, scheme);
        drawAll();
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");

        assertThat(browser.accessibilityFaults()).isEmpty();
    }

    @Test
    void wordsAndIconsTellVerdictsApartWithoutColour() {
        show();

        assertThat(browser.texts("#layer-table .verdict").stream().distinct())
                .containsExactlyInAnyOrder("fail", "warn", "ok");
        assertThat(
                        browser.run(
                                "return new Set([...document.querySelectorAll('.verdict path')].map(p => p.getAttribute('d'))).size"))
                .isEqualTo(Stream.of("fail", "warn", "ok", "info").count() - 1);
    }

    @Test
    void findingsOfOneRuleInOneRunShareACardWithEvidencePerLayerAndSuggestionsOnce() {
        show();
        browser.choose("#findings-of", "1");

        assertThat(browser.texts("#findings-list article:first-child .name"))
                .containsExactly("high-lr-relu", "hidden1", "hidden2", "hidden3");
        assertThat(browser.texts("#findings-list article:first-child .evidence li"))
                .first()
                .asString()
                .contains("since step 25", "47 of 64 units never fired in 300 samples");
        assertThat(browser.texts("#findings-list article:first-child ol")).hasSize(1);
    }

    @Test
    void printingDrawsTheChartsThatHaveNotBeenScrolledTo() {
        show();
        String undrawn =
                "return [...document.querySelectorAll('.chart')].filter(chart => !chart.querySelector('canvas')).length";
        assertThat(browser.number(undrawn)).isPositive();

        byte[] pdf = browser.print();

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(browser.number(undrawn)).isZero();
    }

    @Test
    void reportHasSettingsInputAndSuggestions() {
        show();

        assertThat(browser.find("#settings-list").getText())
                .contains(
                        "examples/digits-log",
                        "61,200",
                        "95 %",
                        "fires in under 1 % (role features: 0.01 %) of such samples",
                        "Files skipped");
        assertThat(browser.find("#findings-list").getText())
                .contains("Use Leaky ReLU, ELU or SELU", "(Maas et al. 2013", "95 % sure");
        assertThat(Map.of(
                        "notes",
                        browser.texts("#findings-list > details summary").size()))
                .containsEntry("notes", 1);
    }
}
