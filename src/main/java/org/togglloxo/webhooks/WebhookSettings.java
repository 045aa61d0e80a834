package org.togglloxo.webhooks;

import java.util.List;
import org.togglloxo.settings.Loopback;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code webhooks.*} says.
 *
 * @param token the secret part of the path; empty where no webhooks are received
 * @param host the address to bind
 * @param port the port to bind; 0 for one that is free
 * @param queueSize how many may wait to be worked off
 */
public record WebhookSettings(String token, String host, int port, int queueSize) {

    /** Loxo posts to this path and the token. */
    static final String PATH = "/webhooks/";

    private static final int HIGHEST_PORT = 65_535;

    /** Reads and checks them; what is wrong is added to the problems. */
    public static WebhookSettings from(Settings settings, List<Problem> problems) {
        String token = settings.exact("webhooks.token");
        // several: it is to be empty, which is said by whoever reads them
        boolean severalAgencies = settings.spaces().agencies().size() > 1;
        if (!token.isEmpty() && !TokenRule.allows(token) && !severalAgencies) {
            problems.add(new Problem(
                    "webhooks.token",
                    "webhooks.token can be guessed, or does not fit into a URL: %s are needed. A fresh one, made for you just now: %s. Set webhooks.token or WEBHOOKS_TOKEN to it"
                            .formatted(TokenRule.WORDS, TokenRule.propose())));
        }
        if (settings.text("webhooks.host").isEmpty()) {
            problems.add(
                    new Problem(
                            "webhooks.host",
                            "webhooks.host is empty: an address of this machine is needed. Set webhooks.host=127.0.0.1 (the default)"));
        }
        return new WebhookSettings(
                token,
                settings.text("webhooks.host"),
                settings.whole("webhooks.port", 0, HIGHEST_PORT, problems),
                settings.whole("webhooks.queue-size", 1, 1_000_000, problems));
    }

    /** Whether webhooks are wanted at all. */
    public boolean on() {
        return !token.isEmpty();
    }

    /** Where they are received, without the token. */
    public String place() {
        return origin() + PATH + "{token}";
    }

    /** The same with the token: what Loxo on this machine would post to. */
    public String url() {
        return origin() + PATH + token;
    }

    /** The same on the port that was free. */
    WebhookSettings at(int bound) {
        return new WebhookSettings(token, host, bound, queueSize);
    }

    /** Whether a URL ends as the one that is received here; the way there, such as a proxy, is not ours to know. */
    public boolean receives(String url) {
        return on() && url.endsWith(PATH + token);
    }

    /** Whether other machines are kept out. */
    public boolean loopback() {
        return Loopback.is(host);
    }

    private String origin() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "http://%s:%s".formatted(address, port == 0 ? "{port}" : port);
    }

    @Override
    public String toString() {
        return "webhooks at " + place();
    }
}
