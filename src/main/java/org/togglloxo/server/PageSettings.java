package org.togglloxo.server;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code page.*} says.
 *
 * @param address where it is served
 * @param url where people open it who come through a proxy, without a slash at its end; empty where there is none
 * @param readerToken by which names and addresses are seen; empty where there is none
 * @param adminToken by which things are done as well; empty where there is none
 * @param candidateLink where a candidate stands in Toggl Hire; {@code {id}} in it is the candidate's
 * @param personLink where a person stands in Loxo; {@code {id}} in it is the person's
 */
public record PageSettings(
        ServerAddress address,
        String url,
        String readerToken,
        String adminToken,
        String candidateLink,
        String personLink) {

    private static final int SHORTEST_TOKEN = 16;
    private static final int SHORTEST_HERE = 8;
    private static final int LONGEST_TOKEN = 512;

    // what an Authorization header may hold
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s]+");

    /** The same at a port so many further. */
    public PageSettings following(int many) {
        return new PageSettings(address.following(many), url, readerToken, adminToken, candidateLink, personLink);
    }

    /** Reads and checks them; what is wrong is added to the problems. */
    public static PageSettings from(Settings settings, List<Problem> problems) {
        ServerAddress address = ServerAddress.from(settings, "page.host", "page.port", problems);
        String url = settings.text("page.url").replaceFirst("/$", "");
        if (!url.isEmpty() && !ORIGIN.matcher(url).matches()) {
            problems.add(new Problem(
                    "page.url",
                    "page.url is '%s': what people type, without a path, is needed, such as https://sync.agency.example. Leave it empty where there is no proxy"
                            .formatted(settings.exact("page.url"))));
        }
        int shortest = isLocal(address, url) ? SHORTEST_HERE : SHORTEST_TOKEN;
        String reader = token(settings, "page.reader-token", shortest, problems);
        String admin = token(settings, "page.admin-token", shortest, problems);
        if (!admin.isEmpty() && admin.equals(reader)) {
            problems.add(
                    new Problem(
                            "page.admin-token",
                            "page.admin-token is the same as page.reader-token: whoever may look could do everything. Choose another one"));
        }
        return new PageSettings(
                address,
                url,
                reader,
                admin,
                link(settings, "page.candidate-link", problems),
                link(settings, "page.person-link", problems));
    }

    private static String token(Settings settings, String name, int shortest, List<Problem> problems) {
        String token = settings.exact(name);
        boolean right = token.isEmpty()
                || token.length() >= shortest
                        && token.length() <= LONGEST_TOKEN
                        && TOKEN.matcher(token).matches();
        if (!right) {
            problems.add(new Problem(
                    name,
                    "%s has %d characters: %d to %d letters and digits are needed%s, best at random, as `openssl rand -hex 24` makes them. Set %s or %s, or leave it empty for none"
                            .formatted(
                                    name,
                                    token.length(),
                                    shortest,
                                    LONGEST_TOKEN,
                                    shortest == SHORTEST_HERE
                                            ? ""
                                            : " where page.host or page.url lets other machines in, which may try one after the other",
                                    name,
                                    Settings.variable(name))));
        }
        return right ? token : "";
    }

    /** A link that is no web address would be run by whoever follows it. */
    private static String link(Settings settings, String name, List<Problem> problems) {
        String link = settings.text(name);
        if (!link.isEmpty() && !isWebAddress(link.replace("{id}", "1"))) {
            problems.add(new Problem(
                    name,
                    "%s is '%s': a web address is needed, https://..., with {id} where the id stands. Leave it empty for no link"
                            .formatted(name, settings.exact(name))));
            return "";
        }
        return link;
    }

    private static boolean isWebAddress(String link) {
        try {
            URI address = URI.create(link);
            return List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether only this machine gets there. */
    public boolean local() {
        return isLocal(address, url);
    }

    private static boolean isLocal(ServerAddress address, String url) {
        return address.loopback() && url.isEmpty();
    }

    /** The settings whose token could be guessed, and is borne with since this machine alone gets there. */
    public List<String> shortTokens() {
        return Stream.of(Map.entry("page.reader-token", readerToken), Map.entry("page.admin-token", adminToken))
                .filter(token -> !token.getValue().isEmpty() && token.getValue().length() < SHORTEST_TOKEN)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The name of this machine that people type who come through a proxy. */
    public Optional<String> outerHost() {
        return Optional.of(url).filter(there -> !there.isEmpty()).map(there -> URI.create(there)
                .getHost());
    }

    /** Why it must not start as it is set, or empty. */
    public String refusal() {
        return local() || !readerToken.isEmpty() || !adminToken.isEmpty()
                ? ""
                : "page.host and page.url (%s) let other machines in: a token is needed then. Set page.reader-token, page.admin-token or both, or page.host=127.0.0.1 and no page.url"
                        .formatted(url.isEmpty() ? address.host() : address.host() + ", " + url);
    }

    @Override
    public String toString() {
        return "page at " + address;
    }
}
