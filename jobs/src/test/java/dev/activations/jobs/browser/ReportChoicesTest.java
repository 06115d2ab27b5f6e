package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.cli.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What is chosen on the demo's page is in its address, all parts follow it, and it can be taken away as a file or as text. */
class ReportChoicesTest {

    private static final String HASH = "return decodeURIComponent(location.hash)";

    @TempDir
    static Path folder;

    @TempDir
    Path downloads;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void openTheDemo() {
        browser = Browser.shared();
        page = Reports.of("../examples/digits-log", folder.resolve("demo"));
    }

    @BeforeEach
    void show() {
        browser.show(page, 1280, "light");
    }

    @AfterEach
    void pageHasNothingToComplainOfAndAskedForNothing() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsOtherThan(page)).isEmpty();
    }

    private static String hash() {
        return (String) browser.run(HASH);
    }

    @Test
    void everyClickIsInTheAddressAndTheAddressGivesTheSamePageAgain() {
        browser.click("[data-run='4']");
        assertThat(hash()).isEqualTo("#run=saturated-tanh&at=run");
        browser.click("#layer-table tbody tr:nth-child(2) td:nth-child(3) a");
        assertThat(hash()).isEqualTo("#run=saturated-tanh&layer=hidden2&at=layer");
        browser.choose("#filter-verdict", "fail");
        browser.choose("#figure-steps select", "zeros");
        assertThat(hash()).contains("verdict=fail", "show=zeros", "layer=hidden2");

        List<String> rows = browser.texts("#layer-table tbody tr");
        List<String> cards = browser.texts("#findings-list article");
        String about = browser.find("#layer-about").getText();
        browser.run("delete document.documentElement.dataset.ready; location.reload()");
        browser.await("return document.documentElement.dataset.ready !== undefined");

        assertThat(browser.texts("#layer-table tbody tr")).isEqualTo(rows).hasSize(2);
        assertThat(browser.texts("#findings-list article")).isEqualTo(cards).hasSize(1);
        assertThat(browser.find("#layer-about").getText()).isEqualTo(about).contains("hidden2 of saturated-tanh");
        assertThat(browser.find("#figure-steps select").getAttribute("value")).isEqualTo("zeros");
    }

    @Test
    void openedAddressIsScrolledToAndFiltersAllPartsAlike() {
        browser.run("delete document.documentElement.dataset.ready;"
                + " location.hash = 'run=deep-sigmoid&layer=hidden3'; location.reload()");
        browser.await("return document.documentElement.dataset.ready !== undefined");

        assertThat(browser.number("return document.querySelector('#layer').getBoundingClientRect().top"))
                .isBetween(0L, 120L);
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(6).allMatch(row -> row.startsWith("deep-sigmoid"));
        assertThat(browser.texts("#findings-list article")).allMatch(card -> card.contains("deep-sigmoid"));
        assertThat(browser.find("#findings-of").getAttribute("value")).isEqualTo("2");
        assertThat(browser.find("#filter-run").getAttribute("value")).isEqualTo("2");
        assertThat(browser.find("#compare-one").getAttribute("value")).isEqualTo("2");
        assertThat(browser.texts("#chosen button")).hasSize(1);

        browser.click("#chosen button");
        assertThat(browser.texts("#layer-table tbody tr")).hasSize(34);
        assertThat(hash()).doesNotContain("run=");
    }

    @Test
    void backAndForwardGoThroughWhatWasChosen() {
        browser.click("[data-run='1']");
        browser.click("[data-run='2']");

        browser.run("history.back()");
        browser.await("return document.querySelector('#choose-run').value === '1'");
        browser.run("history.forward()");
        browser.await("return document.querySelector('#choose-run').value === '2'");
    }

    @Test
    void everyRowThatIsNotOkSaysWhichNumberMadeItSoAndLinksToWhatTheNumberMeans() {
        assertThat(browser.texts("#layer-table tbody tr").stream().filter(row -> !row.contains(" ok ")))
                .hasSize(19);
        assertThat(browser.number("return [...document.querySelectorAll('#layer-table tbody tr')]"
                        + ".filter(row => !row.querySelector('.verdict.ok') && !row.querySelector('td.why a')).length"))
                .isZero();
        browser.choose("#filter-run", "2");
        assertThat(browser.texts("#layer-table td.why")).startsWith("spread 1.88 %", "spread 0.133 %", "spread 0.01 %");

        browser.click("#layer-table td.why a");

        assertThat(hash()).contains("rule=signal-collapse", "at=rule-signal-collapse");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("rule-signal-collapse");
        assertThat(browser.find("#rule-signal-collapse").getText())
                .contains("Outputs that hardly depend on the input", "signal_spread", "< 5 %", "< 0.5 %");
    }

    @Test
    void whatDoesNotApplyIsADash() {
        browser.choose("#filter-run", "4");

        assertThat(browser.texts("#layer-table td:nth-child(9)")).containsOnly("–");
        assertThat(browser.texts("#layer-figures code"))
                .doesNotContain("dead_units")
                .contains("saturated_fraction");
    }

    @Test
    void ruleFiltersLayersAndFindings() {
        browser.choose("#filter-rule", "dead-units");

        assertThat(browser.texts("#layer-table tbody tr")).hasSize(5).allMatch(row -> row.contains("relu"));
        assertThat(browser.texts("#findings-list article")).hasSize(2).allMatch(card -> card.contains("dead-units"));
    }

    @Test
    void everyFigureThatARuleLooksAtCanBeShownOverTheSteps() {
        browser.choose("#choose-run", "2");
        assertThat(browser.find("#figure-steps select").getAttribute("value"))
                .as("first what the run's gravest finding is told by")
                .isEqualTo("spread");
        assertThat(browser.texts("#figure-steps option"))
                .contains("Spread of the outputs", "Units stuck in a tail", "Saturated values", "Derivative variation");
    }

    @Test
    void boundedFunctionHasBinsOfEqualWidthOverItsRange() {
        browser.run("location.hash = 'run=saturated-tanh&layer=hidden3'");
        browser.await(
                "return document.querySelector('#layer-about').textContent.includes('hidden3 of saturated-tanh')");
        browser.run("document.querySelectorAll('#figure-values details').forEach(details => details.open = true)");
        browser.await("return document.querySelectorAll('#figure-values tbody tr').length === 32");

        assertThat(browser.texts("#figure-values tbody td:first-child"))
                .startsWith("0.9375 to 1")
                .endsWith("-1 to -0.9375");
        assertThat(browser.texts("#figure-map option"))
                .containsExactly("their state", "how saturated they are", "how much they vary");
        assertThat(browser.find("#figure-map select").getAttribute("value")).isEqualTo("saturated");
    }

    @Test
    void sliderShowsTheValuesOfAnEarlierStep() {
        browser.run("location.hash = 'run=high-lr-relu&layer=hidden1'");
        browser.await("return document.querySelector('#layer-about').textContent.includes('hidden1 of high-lr-relu')");
        assertThat(browser.find("#figure-at-step h3").getText()).isEqualTo("Values at step 1,500");

        browser.run("document.querySelector('#choose-step').focus()");
        browser.find(":focus").sendKeys(Keys.HOME);

        assertThat(browser.find("#figure-at-step h3").getText()).isEqualTo("Values at step 0");
        assertThat(browser.find("#figure-at-step figcaption p").getText()).contains("63 alive, 1 dead");
        assertThat(hash()).contains("step=0");
        browser.find(":focus").sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.find("#step-text").getText()).isEqualTo("25");
    }

    @Test
    void unitIsShownByItselfOverTheSteps() {
        browser.run("location.hash = 'run=high-lr-relu&layer=hidden1&unit=5'");
        browser.await("return !document.querySelector('#figure-unit').hidden");
        browser.run("document.querySelectorAll('#figure-unit details').forEach(details => details.open = true)");
        browser.await("return document.querySelectorAll('#figure-unit tbody tr').length === 6");

        assertThat(browser.texts("#figure-unit tbody tr")).first().asString().startsWith("0 alive ");
        browser.run("dispatchEvent(new Event('beforeprint'))");
        browser.choose("#figure-unit select", "6");
        assertThat(hash()).contains("unit=6");
    }

    @Test
    void clickOnTheMapChoosesItsUnit() {
        browser.run("location.hash = 'run=high-lr-relu&layer=hidden1'");
        browser.await("return document.querySelector('#layer-about').textContent.includes('hidden1 of high-lr-relu')");
        browser.run("dispatchEvent(new Event('beforeprint'))");
        browser.clickAt("#figure-map canvas", 60, -60);

        browser.await("return location.hash.includes('unit=')");
        assertThat(browser.find("#figure-unit").isDisplayed()).isTrue();
    }

    @Test
    void twoRunsStandSideBySideWithTheirChangesAndFindings() {
        browser.choose("#compare-one", "1");
        browser.choose("#compare-other", "6");

        assertThat(hash()).contains("run=high-lr-relu", "with=healthy-relu");
        assertThat(browser.texts("#compare-list thead th")).startsWith("Layer", "Verdict", "Dead");
        assertThat(browser.texts("#compare-list tbody tr"))
                .hasSize(4)
                .first()
                .asString()
                .contains("hidden1", "fail → ok", "73.4 % → 1.6 % −71.9 %");
        assertThat(browser.texts("#compare-list h3"))
                .containsExactly("Findings that are gone: 4", "Findings that are new: 0");
        assertThat(browser.texts("#compare-list li")).first().asString().contains("dead-units hidden1: 47 of 64 dead");
    }

    @Test
    void findingIsCopiedAsMarkdown() {
        browser.choose("#findings-of", "1");
        browser.run("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");

        browser.click("#findings-list article button.tool");

        browser.await("return window.copied !== undefined");
        assertThat((String) browser.run("return window.copied"))
                .startsWith(
                        "**fail** Dead units in `high-lr-relu` (`dead-units`)\n\n- `hidden1`: 47 of 64 units never fired")
                .contains("Try, in this order:\n1. lower the learning rate");
    }

    @Test
    void tableOfLayersIsDownloadedAsCsv() throws IOException {
        browser.downloadTo(downloads);
        browser.choose("#filter-run", "1");

        browser.click("#layer-tools button");

        List<String> lines = Files.readAllLines(browser.downloaded(downloads, "layers.csv"));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .startsWith("Run,Depth,Layer,Activation,Role,Units,Verdict,Why,Dead,Saturated,")
                .contains(",derivative_ratio,");
        assertThat(lines.get(1)).startsWith("high-lr-relu,0,hidden1,relu,hidden,64,fail,47 of 64 dead,47,,0.123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "SVG", "CSV"})
    void chartIsDownloaded(String format) throws IOException {
        browser.downloadTo(downloads);
        browser.choose("#choose-run", "1");

        browser.click("#figure-steps .tool[aria-label*='%s']".formatted(format));

        Path file = browser.downloaded(
                downloads, "high-lr-relu-dead-and-nearly-dead-units." + format.toLowerCase(java.util.Locale.ROOT));
        if (format.equals("PNG")) {
            assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(800);
        } else {
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .contains("hidden1")
                    .startsWith(format.equals("SVG") ? "<svg" : "Step,hidden1,\"hidden1, nearly\"");
        }
    }

    @Test
    void navigationStaysInSight() {
        browser.run("scrollTo({top: 3000, behavior: 'instant'})");

        assertThat(browser.number("return document.querySelector('.page-nav').getBoundingClientRect().top"))
                .isZero();
    }

    @Test
    void footSaysWhenAndHowItWasMadeAndWhatWasChecked() {
        assertThat(browser.find("#made").getText())
                .matches("Made \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC by Activations for Apache Spark.*")
                .contains(
                        "activations diagnose --fail-on never",
                        "Not checked: ",
                        "loss gradients (the log has no gradient)");
    }
}
