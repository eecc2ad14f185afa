package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a failure in a real browser, wide and narrow, light and dark. Skipped where there is no Chromium. */
final class FailureBrowserTest {
    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open(folder);
        Files.writeString(page(), Failures.page("orders", "offsetlab replay ol1:" + "a".repeat(600)));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page() {
        return folder.resolve("failure.html");
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "400,light", "400,dark"})
    void fitsThePageAndIsReadable(int width, String scheme) {
        browser.show(page(), width, scheme);

        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(browser.element(".finding").getText()).contains("REWIND");
        assertThat(browser.number("document.querySelectorAll('svg.spacetime').length"))
                .isPositive();
        assertThat(
                        browser.number(
                                "Math.max(...[...document.querySelectorAll('.scroll')].map(e => e.getBoundingClientRect().right)) | 0"))
                .isLessThanOrEqualTo(width);
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"light,true", "dark,false"})
    void followsTheReadersScheme(String scheme, boolean brightPaper) {
        browser.show(page(), 1280, scheme);

        assertThat(browser.brightness("backgroundColor") > 128).isEqualTo(brightPaper);
        assertThat(Math.abs(browser.brightness("backgroundColor") - browser.brightness("color")))
                .isGreaterThan(150);
    }

    @Test
    void aWideScreenShowsEachStripWithoutScrolling() {
        browser.show(page(), 1280, "light");

        assertThat(browser.number(
                        "[...document.querySelectorAll('.strip')].filter(e => e.scrollWidth > e.clientWidth).length"))
                .isZero();
    }

    @Test
    void paperHoldsTheWholeDrawing() {
        browser.print(page(), 700);

        assertThat(
                        browser.number(
                                "Math.max(...[...document.querySelectorAll('svg')].map(e => e.getBoundingClientRect().right)) | 0"))
                .isLessThanOrEqualTo(700);
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(700);
    }

    @Test
    void aStepLeadsIntoTheDrawingAndBack() {
        browser.show(page(), 1280, "light");
        browser.element(".steps tr.first-bad a").click();
        assertThat(browser.number("document.querySelectorAll('svg a:target .step.bad').length"))
                .isEqualTo(1);
        browser.number("(document.querySelector('svg a:target').dispatchEvent("
                + "new MouseEvent('click', {bubbles: true, cancelable: true})), 1)");
        assertThat(browser.number("document.querySelectorAll('.steps tr.first-bad:target').length"))
                .isEqualTo(1);
    }

    /** The numbers of steps of one strip keep off one another, so that each can be read. */
    @Test
    void numbersInTheDrawingDoNotCoverEachOther() {
        browser.show(page(), 1280, "light");

        assertThat(browser.number("[...document.querySelectorAll('svg.spacetime')].reduce((n, svg) => {"
                        + " const b = [...svg.querySelectorAll('.number')].map(e => e.getBoundingClientRect());"
                        + " return n + b.filter((x, i) => b.some((y, j) => i < j && x.left < y.right && y.left < x.right"
                        + " && x.top < y.bottom && y.top < x.bottom)).length; }, 0)"))
                .isZero();
    }
}
