package org.togglloxo.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.togglloxo.settings.Loopback;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code alerts.*} says, as far as Java needs it; the routes use the rest by placeholder.
 *
 * @param failedShare from this share of failed and deferred candidates on a run is degraded, 0 to 1
 * @param failedLeast fewer failed and deferred candidates than these degrade no run
 * @param zeroAfter a run that lists nobody is degraded where the one before listed so many
 * @param everyRun whether people are told of every run, and not of alerts alone
 * @param remindAfter so long after an alert they are reminded of what is wrong still; zero for never
 * @param staleAfter so long no run need come to its end; zero for ever
 * @param messages somebody's own words; the file need not be there
 * @param slackUrl Slack's incoming webhook, a secret as a whole; empty for none
 * @param webhook a receiver of JSON; empty for none
 * @param mail empty for none
 */
public record AlertSettings(
        double failedShare,
        int failedLeast,
        int zeroAfter,
        boolean everyRun,
        Duration remindAfter,
        Duration staleAfter,
        Path messages,
        Optional<URI> slackUrl,
        Optional<Webhook> webhook,
        Optional<Mail> mail) {

    private static final int MOST = 1_000_000;
    private static final int LONGEST = 999_999_999;

    /**
     * Where JSON goes.
     *
     * @param url a secret as a whole, since many hold a token
     * @param secret that signs it; empty for no signature
     */
    record Webhook(URI url, String secret) {}

    /**
     * Where mail goes.
     *
     * @param server {@code smtp://HOST:PORT} or {@code smtps://HOST:PORT}
     * @param to addresses, commas between
     * @param user empty where the server asks for none
     */
    record Mail(URI server, String from, String to, String user, String password) {}

    /** Reads and checks them; what is wrong is added to the problems. */
    public static AlertSettings from(Settings settings, List<Problem> problems) {
        String when = settings.oneOf("alerts.when", List.of("degraded", "always"), problems);
        Path messages = settings.folder().resolve(settings.text("alerts.messages"));
        problems.addAll(AlertMessages.problems(messages));
        return new AlertSettings(
                settings.number("alerts.failed-share", 1, problems),
                settings.whole("alerts.failed-least", 1, MOST, problems),
                settings.whole("alerts.zero-after", 1, MOST, problems),
                when.equals("always"),
                Duration.ofMillis(settings.whole("alerts.remind-after", 0, LONGEST, problems)),
                Duration.ofMillis(settings.whole("alerts.stale-after", 0, LONGEST, problems)),
                messages,
                url(settings, "alerts.slack-url", "Copy it from the incoming webhook in Slack", problems),
                url(settings, "alerts.webhook-url", "Set it to where the alerts are received", problems)
                        .map(url -> new Webhook(url, settings.text("alerts.webhook-secret"))),
                mail(settings, problems));
    }

    /** The value is never shown: whoever has it can write to the channel. */
    private static Optional<URI> url(Settings settings, String name, String fix, List<Problem> problems) {
        String url = settings.text(name);
        Optional<URI> uri = uri(url, List.of("http", "https"));
        if (!url.isEmpty() && uri.isEmpty()) {
            problems.add(new Problem(
                    name,
                    "%s is no URL with http or https, in small letters, and a host. %s, or leave it empty"
                            .formatted(name, fix)));
        }
        if (uri.filter(AlertSettings::isReadable).isPresent()) {
            problems.add(new Problem(
                    name,
                    "%s begins with http, which lets others read it on its way: https is needed. %s; http is for this machine alone"
                            .formatted(name, fix)));
        }
        return uri;
    }

    private static boolean isReadable(URI uri) {
        return uri.getScheme().equals("http") && !Loopback.is(uri.getHost());
    }

    private static Optional<Mail> mail(Settings settings, List<Problem> problems) {
        String to = settings.text("alerts.mail-to");
        if (to.isEmpty()) {
            return Optional.empty();
        }
        if (!Arrays.stream(to.split(",")).allMatch(address -> address.strip().matches("[^@;]+@[^@;\\s]+"))) {
            problems.add(new Problem(
                    "alerts.mail-to",
                    "alerts.mail-to is '%s': addresses are needed, commas between. Correct it, or leave it empty"
                            .formatted(to)));
        }
        Optional<URI> server = uri(settings.text("alerts.smtp-url"), List.of("smtp", "smtps"))
                .filter(uri -> uri.getRawUserInfo() == null);
        if (server.isEmpty()) {
            problems.add(
                    new Problem(
                            "alerts.smtp-url",
                            "alerts.smtp-url is empty or no mail server. Set alerts.smtp-url=smtp://HOST:587, with the user in alerts.smtp-user, or leave alerts.mail-to empty"));
        }
        String from = settings.text("alerts.mail-from");
        if (!from.contains("@")) {
            problems.add(new Problem(
                    "alerts.mail-from",
                    "alerts.mail-from is '%s': mail needs a sender. Set it to an address, or leave alerts.mail-to empty"
                            .formatted(from)));
        }
        return server.map(uri ->
                new Mail(uri, from, to, settings.text("alerts.smtp-user"), settings.exact("alerts.smtp-password")));
    }

    private static Optional<URI> uri(String text, List<String> schemes) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && schemes.contains(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
