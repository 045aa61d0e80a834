package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.togglloxo.settings.Scope;

/** The page as somebody sees and uses it. */
@Timeout(180)
class PageBrowserIT extends PageTest {

    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='taken'\"> \u202egnp.exe " + "very".repeat(490);

    private Browser browser;

    private void look() {
        browser = Browser.at(page.url());
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aRunIsWatchedFromItsStartToItsEnd() {
        flow.between(options -> options.candidates(150).latency(Duration.ofMillis(15)));
        serve("", ADMIN);
        look();
        browser.await("No run has been made yet.");
        browser.await("Starting a run needs the admin token.");
        browser.signIn(ADMIN);
        browser.click("Run now");
        browser.confirm("Start the run");
        browser.await("Run 1 is under way: ");
        browser.await("of 150 candidates");
        browser.await("Calls to come: at most ");
        assertThat(browser.find(By.id("run-now")).isEnabled()).isFalse();
        browser.await("The last run finished");
        assertThat(browser.text()).doesNotContain("is under way");
        browser.until(
                here -> here.findElement(By.id("told")).getText().contains("Run 1 finished: 150 candidates read"));
        browser.complainsOfNothing();
    }

    @Test
    void whoFailedIsFoundCorrectedRetriedAndDelivered() {
        flow.betweenEmptyServices();
        String failing = flow.toggl().add(someone("not an address"));
        flow.toggl().add(someone("ann@example.com"));
        serve("", ADMIN);
        flow.run();
        look();
        browser.await("1 candidate failed and needs attention");
        browser.signIn(ADMIN);
        browser.click("Failures");
        browser.await("What to do:");
        browser.click(failing);
        browser.await("Some One");
        flow.toggl().change(failing, candidate -> candidate.put("email", "bob@example.com"));
        browser.click("Retry");
        browser.confirm("Retry");
        browser.await("The next run tries again");
        browser.go("overview", "Overview");
        browser.click("Run now");
        browser.confirm("Start the run");
        browser.await("nothing needs attention");
        browser.go("candidates/" + failing, "Candidate");
        browser.await("created");
        assertThat(person("bob@example.com").name()).isEqualTo("Some One");
        browser.complainsOfNothing();
    }

    @Test
    void aHostileNameIsShownAsTextAndNothingElse() {
        flow.betweenEmptyServices();
        String id = flow.toggl().add(someone("ann@example.com").named(HOSTILE));
        serve();
        flow.run();
        look();
        browser.signIn(READER);
        browser.size(360, 700);
        browser.go("candidates/" + id, "Candidate");
        browser.await("<img src=x onerror=");
        WebElement name = browser.find(By.cssSelector("#person bdi"));
        assertThat(browser.run("return getComputedStyle(document.querySelector('#person bdi')).unicodeBidi"))
                .asString()
                .startsWith("isolate");
        assertThat(name.findElements(By.cssSelector("*"))).isEmpty();
        assertThat(browser.run("return document.title")).isEqualTo("Candidate " + id + " · toggl-loxo");
        fits();
        browser.complainsOfNothing();
    }

    @Test
    void thePageOfAWorkspaceSaysWhoseItIs() {
        flow.betweenEmptyServices()
                .set("toggl.workspaces", "acme,beta")
                .set("toggl.beta.api-key", "another-key-of-a-workspace")
                .of(new Scope("acme", ""));
        serve();
        look();
        browser.signIn(READER);
        browser.size(360, 700);
        browser.go("failures", "Failures");
        browser.until(here -> here.getTitle().equals("Failures · acme · toggl-loxo"));
        assertThat(browser.find(By.id("workspace")).getText()).isEqualTo("acme");
        fits();
        browser.complainsOfNothing();
    }

    @Test
    void everyViewFitsANarrowScreen() {
        flow.between(options -> options.candidates(60));
        flow.toggl().add(someone("not an address"));
        serve();
        flow.run();
        look();
        browser.signIn(READER);
        for (int width : new int[] {360, 768, 1280}) {
            browser.size(width, 700);
            for (String view : new String[] {"Overview", "Candidates", "Failures", "Flow", "Rules"}) {
                browser.go(view.toLowerCase(java.util.Locale.ROOT), view);
                fits();
            }
        }
        browser.complainsOfNothing();
    }

    /** Nothing is to be scrolled to the side. */
    private void fits() {
        assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .as(browser.text())
                .isTrue();
    }

    @Test
    void aHundredThousandCandidatesAreFilteredInLessThanASecond() throws SQLException {
        flow.betweenEmptyServices();
        serve();
        fill(100_000);
        look();
        browser.signIn(READER);
        browser.go("candidates", "Candidates");
        browser.await("100,000 candidates");
        // the first question reads the file
        browser.go("candidates?lane=review", "Candidates");
        for (String filter : new String[] {
            "outcome=failed", "reason=ambiguous", "lane=shortlist", "opening=17", "search=c0099999", "after=c0050000"
        }) {
            long millis = (Long) browser.run("""
                    const begun = performance.now();
                    location.hash = '#/candidates?%s';
                    return new Promise(done => {
                      const look = () => document.querySelector('#count')?.dataset.of !== undefined
                        && document.querySelector('#count').dataset.of === '%s'
                        ? done(Math.round(performance.now() - begun)) : setTimeout(look, 5);
                      look();
                    });""".formatted(filter, filter));
            assertThat(millis).as(filter).isLessThan(1_000);
        }
        browser.complainsOfNothing();
    }

    private void fill(int many) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + flow.ledgerFile());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    INSERT INTO candidate (toggl_id, lane, outcome, reason, sentence, updated_at, opening)
                    SELECT printf('c%%07d', i), CASE i %% 3 WHEN 0 THEN 'shortlist' WHEN 1 THEN 'review' ELSE 'rejected' END,
                      CASE WHEN i %% 100 = 0 THEN 'failed' WHEN i %% 3 = 2 THEN 'skipped' ELSE 'created' END,
                      CASE WHEN i %% 100 = 0 THEN 'ambiguous' ELSE '' END, '', 1760000000000 + i, CAST(i %% 40 AS TEXT) FROM n
                    """.formatted(many));
        }
    }

    @Test
    void theKeyboardIsEnough() {
        flow.betweenEmptyServices();
        String failing = flow.toggl().add(someone("not an address"));
        serve();
        flow.run();
        look();
        browser.run("document.getElementById('token').focus()");
        browser.press(Keys.ENTER);
        browser.until(here -> here.switchTo().activeElement().getTagName().equals("input"));
        browser.press(ADMIN, Keys.ENTER);
        browser.await("Sign out");
        browser.run("document.querySelector('.skip').focus()");
        tabTo("Candidates");
        browser.press(Keys.ENTER);
        browser.until(here -> browser.focused().equals("Candidates")
                && here.switchTo().activeElement().getTagName().equals("h1"));
        browser.await("1 candidate");
        tabTo(failing);
        browser.press(Keys.ENTER);
        browser.await("Candidate " + failing);
        browser.await("Some One");
        tabTo("Retry");
        browser.press(Keys.ENTER);
        browser.find(By.cssSelector("dialog[open]"));
        browser.press(Keys.ESCAPE);
        browser.until(here -> browser.focused().equals("Retry"));
        browser.press(Keys.ENTER);
        tabTo("Retry");
        browser.press(Keys.ENTER);
        browser.await("The next run tries again");
        assertThat(flow.known(failing).attempted()).isNull();
        browser.complainsOfNothing();
    }

    private void tabTo(String words) {
        for (int i = 0; i < 40 && (i == 0 || !browser.focused().equals(words)); i++) {
            browser.press(Keys.TAB);
        }
        assertThat(browser.focused()).isEqualTo(words);
    }
}
