package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser, where this machine has one. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Held, or else it would be forgotten: it warns that it knows no developer tools as new as this browser's. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a page; the test is left out where there is no browser. */
    static Browser at(String url) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "THE BROWSER TEST WAS NOT RUN: %s and %s are needed (Debian: apt-get install chromium chromium-driver)"
                        .formatted(CHROMIUM, DRIVER));
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.size(1280, 900);
        browser.driver.get(url);
        browser.await("Overview");
        return browser;
    }

    /** Pixels. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void signIn(String token) {
        click("Enter a token");
        WebElement input = find(By.cssSelector("dialog input"));
        input.sendKeys(token, Keys.ENTER);
        until(here -> here.findElements(By.tagName("dialog")).isEmpty());
        await("Sign out");
    }

    /** Goes to a view, such as {@code candidates?outcome=failed}, and waits until it is there. */
    void go(String view, String heading) {
        driver.executeScript("location.hash = arguments[0]", "#/" + view);
        until(here -> here.getTitle().startsWith(heading)
                && here.findElements(By.cssSelector(".loading")).isEmpty());
    }

    void click(String words) {
        click(By.xpath("//*[self::button or self::a][normalize-space()='%s' and not(@disabled)]".formatted(words)));
    }

    /** The button of a dialog. */
    void confirm(String words) {
        click(By.xpath("//dialog//button[normalize-space()='%s']".formatted(words)));
    }

    /** A view that is drawn anew takes its buttons away in the very moment. */
    private void click(By what) {
        until(here -> {
            try {
                find(what).click();
                return true;
            } catch (StaleElementReferenceException e) {
                return false;
            }
        });
    }

    WebElement find(By what) {
        return until(here -> here.findElements(what).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /** Waits for words, wherever they stand. */
    void await(String words) {
        until(here -> text().contains(words));
    }

    String text() {
        return (String) driver.executeScript("return document.body.innerText");
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** As if the keys were pressed one after the other. */
    void press(CharSequence... keys) {
        Stream.of(keys).forEach(key -> driver.switchTo().activeElement().sendKeys(key));
    }

    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    /** Waits for something that is neither null nor false; what is redrawn meanwhile is looked at again. */
    <T> T until(Function<ChromeDriver, T> condition) {
        AtomicReference<T> found = new AtomicReference<>();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(() -> {
                    found.set(condition.apply(driver));
                    assertThat(found.get())
                            .as(() -> "the page says:\n" + text())
                            .isNotNull()
                            .isNotEqualTo(false);
                });
        return found.get();
    }

    /** What the page's own rules forbid, and errors of its scripts. */
    void complainsOfNothing() {
        List<String> complaints = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                // a call that was refused, as it should be
                .filter(line -> !line.contains("/api/"))
                .toList();
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
