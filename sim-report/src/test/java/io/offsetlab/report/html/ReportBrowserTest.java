package io.offsetlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.offsetlab.report.Reports;
import io.offsetlab.report.SmallSweep;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser, wide and narrow, light and dark. Skipped where there is no Chromium. */
final class ReportBrowserTest {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    @TempDir
    private static Path folder;

    /** Kept, so that its level is: a newer Chromium than Selenium knows is no news here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "there is no " + CHROMIUM + " with " + DRIVER + ", so the report is not looked at in a browser");
        Files.writeString(page(), Reports.text(new HtmlReport(), SmallSweep.sweep()));
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--user-data-dir=" + folder.resolve("profile"));
        options.setCapability("goog:loggingPrefs", logs);
        System.setProperty("webdriver.chrome.driver", DRIVER.getPath());
        browser = new ChromeDriver(options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static Path page() {
        return folder.resolve("report.html");
    }

    private static void show(int width, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.get(page().toUri().toString());
    }

    private static long number(String script) {
        return ((Number) browser.executeScript("return " + script)).longValue();
    }

    /** How bright a color is, from 0 to 255. */
    private static long brightness(String property) {
        return number("getComputedStyle(document.body)." + property
                + ".match(/[0-9]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) / 3 | 0");
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "400,light", "400,dark"})
    void fitsThePageAndCanBeRead(int width, String scheme) {
        show(width, scheme);

        assertThat(number("window.innerWidth")).isEqualTo(width);
        assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(browser.findElement(By.cssSelector(".advice")).getText())
                .contains("Cheapest without LOSS in all 4 worlds");
        for (String text : List.of("sync-after-batch", "never", "clairvoyant")) {
            assertThat(rowsNamed(text)).isNotEmpty().allMatch(WebElement::isDisplayed);
        }
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private static List<WebElement> rowsNamed(String policy) {
        return browser.findElements(
                By.xpath("//table[contains(@class, 'results')]//th[contains(., '" + policy + "')]"));
    }

    @ParameterizedTest
    @CsvSource({"light,true", "dark,false"})
    void followsTheReadersScheme(String scheme, boolean brightPaper) {
        show(1280, scheme);

        assertThat(brightness("backgroundColor") > 128).isEqualTo(brightPaper);
        assertThat(Math.abs(brightness("backgroundColor") - brightness("color")))
                .isGreaterThan(150);
    }

    @ParameterizedTest
    @CsvSource({"1280,table-cell", "400,grid"})
    void aNarrowPageTurnsRowsIntoCards(int width, String display) {
        show(width, "light");

        assertThat(browser.findElement(By.cssSelector(".results td")).getCssValue("display"))
                .isEqualTo(display);
    }

    @ParameterizedTest
    @CsvSource({"1280", "400"})
    void whatIsTooWideScrollsByItself(int width) {
        show(width, "light");

        assertThat(
                        number(
                                "Math.max(...[...document.querySelectorAll('.scroll')].map(e => e.getBoundingClientRect().right)) | 0"))
                .isLessThanOrEqualTo(width);
        assertThat(number("document.querySelectorAll('svg.chart').length")).isEqualTo(3);
        assertThat(number("Math.min(...[...document.querySelectorAll('svg.chart')].map(e => e.clientWidth))"))
                .isGreaterThanOrEqualTo(500);
    }
}
