package io.offsetlab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, in which pages are looked at. */
public final class Browser implements AutoCloseable {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    /** Kept, so that its level is: a newer Chromium than Selenium knows is no news here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens one; the test is skipped where there is none. */
    public static Browser open(Path folder) {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "there is no " + CHROMIUM + " with " + DRIVER + ", so the page is not looked at in a browser");
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--user-data-dir=" + folder.resolve("profile"));
        options.setCapability("goog:loggingPrefs", logs);
        System.setProperty("webdriver.chrome.driver", DRIVER.getPath());
        return new Browser(new ChromeDriver(options));
    }

    /** Shows a page as wide as this, to a reader who prefers this scheme. */
    public void show(Path page, int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", "", "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        driver.get(page.toUri().toString());
    }

    /** Shows a page as it would be printed on paper as wide as this. */
    public void print(Path page, int width) {
        show(page, width, "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** What an expression of JavaScript gives. */
    public long number(String script) {
        return ((Number) driver.executeScript("return " + script)).longValue();
    }

    /** How bright a color of the page is, from 0 to 255. */
    public long brightness(String property) {
        return number("getComputedStyle(document.body)." + property
                + ".match(/[0-9]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) / 3 | 0");
    }

    /** The only element that a selector of CSS finds. */
    public WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All elements on a path. */
    public List<WebElement> elements(String path) {
        return driver.findElements(By.xpath(path));
    }

    /** What the browser complained about. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
