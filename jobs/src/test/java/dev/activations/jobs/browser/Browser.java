package dev.activations.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;

/**
 * The chromium without a window that the tests of this package share, and what a test asks of the page in it. Nothing is
 * downloaded to have one.
 */
final class Browser {

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * The browser, which has nothing to complain of yet; a test that needs one is skipped where there is none, or fails with
     * {@code -Dactivations.browser=required}.
     */
    static Browser shared() {
        requirePrograms();
        Holder.BROWSER.forget();
        return Holder.BROWSER;
    }

    private static final class Holder {
        private static final Browser BROWSER = open();
    }

    private static void requirePrograms() {
        boolean there = chromium().isPresent() && chromedriver().isPresent();
        if (!there && System.getProperty("activations.browser", "").equals("required")) {
            throw new AssertionError("chromium and chromedriver are required here (apt: chromium chromium-driver)");
        }
        assumeTrue(there, "no chromium and chromedriver on the PATH: the report is not looked at in a browser");
    }

    private static Optional<File> chromium() {
        return program("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<File> chromedriver() {
        return program("chromedriver");
    }

    private static Browser open() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--hide-scrollbars");
        options.setBinary(chromium().orElseThrow());
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver().orElseThrow())
                .withSilent(true)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
        return new Browser(driver);
    }

    private static Optional<File> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Shows a page at a width, in light or dark; as high as a phone's screen, or a laptop's. */
    void show(Path page, int width, String scheme) {
        boolean phone = width < 600;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", phone ? 844 : 800, "deviceScaleFactor", 1, "mobile", phone));
        prefer(scheme);
        driver.get("about:blank");
        driver.get(page.toUri().toString());
        await("return document.documentElement.dataset.ready !== undefined");
    }

    /** Prefers light or dark from now on, as a person does who changes the machine's settings. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Waits until a script gives true. */
    void await(String script) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Boolean.TRUE.equals(run(script))) {
            assertThat(System.nanoTime()).as("waited for " + script).isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object runAsync(String script) {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return driver.executeAsyncScript(script);
    }

    /** What axe-core calls serious or critical on the page as it is shown: rule, up to three places, and what is wrong there. */
    List<?> accessibilityFaults() throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>)
                runAsync(
                        """
                const done = arguments[arguments.length - 1];
                axe.run().then(result => done(result.violations
                  .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
                  .map(violation => violation.id + ': ' + violation.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary))))
                """);
    }

    long number(String script, Object... arguments) {
        return ((Number) run(script, arguments)).longValue();
    }

    WebElement find(String selector) {
        return driver.findElement(org.openqa.selenium.By.cssSelector(selector));
    }

    /** The text of each element as it is seen, its lines and cells one space apart. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) run(
                "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim().replace(/\\s+/g, ' '))",
                selector);
    }

    /** Goes on in a new tab, whose {@link #processorSeconds()} begin at 0. */
    void newTab() {
        String old = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        String opened = driver.getWindowHandle();
        driver.switchTo().window(old).close();
        driver.switchTo().window(opened);
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
    }

    /**
     * Processor seconds that the tab's own thread has taken; unlike what a clock says, they hardly depend on what else the
     * machine does.
     */
    double processorSeconds() {
        List<?> metrics = (List<?>)
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
        return metrics.stream()
                .map(Map.class::cast)
                .filter(metric -> metric.get("name").equals("TaskDuration"))
                .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    /** Prints the page, as a person does, and gives the PDF. */
    byte[] print() {
        return Base64.getDecoder().decode(driver.print(new PrintOptions()).getContent());
    }

    void click(String selector) {
        run("document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})", selector);
        find(selector).click();
    }

    /** Clicks a place within an element, by its distance from the top left; negative from the bottom right. */
    void clickAt(String selector, int x, int y) {
        run("document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})", selector);
        WebElement element = find(selector);
        int width = element.getSize().getWidth();
        int height = element.getSize().getHeight();
        new Actions(driver)
                .moveToElement(element, (x < 0 ? width + x : x) - width / 2, (y < 0 ? height + y : y) - height / 2)
                .click()
                .perform();
    }

    /** Files that the page gives are put into a folder from now on. */
    void downloadTo(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        folder.toAbsolutePath().toString()));
    }

    /** Waits for a file that the page gives. */
    Path downloaded(Path folder, String file) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(folder.resolve(file))) {
            assertThat(System.nanoTime()).as("waited for " + file).isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return folder.resolve(file);
    }

    void choose(String selector, String value) {
        run(
                "const s = document.querySelector(arguments[0]); s.value = arguments[1];"
                        + " s.dispatchEvent(new Event('change', {bubbles: true}))",
                selector,
                value);
    }

    /** Errors and warnings of the page since they were last asked for. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was asked of a network or a disk since this was last asked for, other than the page itself. */
    List<String> requestsOtherThan(Path page) {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*?\"request\":\\{.*?\"url\":\"(.*?)\".*", "$1"))
                .filter(url -> !url.split("#")[0].equals(page.toUri().toString()) && !url.startsWith("data:"))
                .toList();
    }

    private void forget() {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
    }
}
