package io.offsetlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.Browser;
import io.offsetlab.report.Reports;
import io.offsetlab.report.SmallSweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The page in a real browser, wide and narrow, light and dark. Skipped where there is no Chromium. */
final class ReportBrowserTest {
    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open(folder);
        Files.writeString(page(), Reports.text(new HtmlReport(), SmallSweep.sweep()));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page() {
        return folder.resolve("report.html");
    }

    private static void show(int width, String scheme) {
        browser.show(page(), width, scheme);
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "400,light", "400,dark"})
    void fitsThePageAndCanBeRead(int width, String scheme) {
        show(width, scheme);

        assertThat(browser.number("window.innerWidth")).isEqualTo(width);
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(browser.element(".advice").getText()).contains("Cheapest without LOSS in all 4 worlds");
        for (String text : List.of("sync-after-batch", "never", "clairvoyant")) {
            assertThat(rowsNamed(text)).isNotEmpty().allMatch(WebElement::isDisplayed);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<WebElement> rowsNamed(String policy) {
        return browser.elements("//table[contains(@class, 'results')]//th[contains(., '" + policy + "')]");
    }

    @ParameterizedTest
    @CsvSource({"light,true", "dark,false"})
    void followsTheReadersScheme(String scheme, boolean brightPaper) {
        show(1280, scheme);

        assertThat(browser.brightness("backgroundColor") > 128).isEqualTo(brightPaper);
        assertThat(Math.abs(browser.brightness("backgroundColor") - browser.brightness("color")))
                .isGreaterThan(150);
    }

    @ParameterizedTest
    @CsvSource({"1280,table-cell", "400,grid"})
    void aNarrowPageTurnsRowsIntoCards(int width, String display) {
        show(width, "light");

        assertThat(browser.element(".results td").getCssValue("display")).isEqualTo(display);
    }

    @ParameterizedTest
    @CsvSource({"1280", "400"})
    void whatIsTooWideScrollsByItself(int width) {
        show(width, "light");

        assertThat(
                        browser.number(
                                "Math.max(...[...document.querySelectorAll('.scroll')].map(e => e.getBoundingClientRect().right)) | 0"))
                .isLessThanOrEqualTo(width);
        assertThat(browser.number("document.querySelectorAll('svg.chart').length"))
                .isEqualTo(3);
        assertThat(browser.number("Math.min(...[...document.querySelectorAll('svg.chart')].map(e => e.clientWidth))"))
                .isGreaterThanOrEqualTo(500);
    }
}
