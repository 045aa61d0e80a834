package org.togglloxo.page;

import java.util.Locale;
import java.util.regex.Pattern;
import org.togglloxo.server.PageSettings;
import org.togglloxo.settings.Loopback;

/** By which names the page is reached, and from which pages something may be done: no other's. */
final class Origins {

    private static final Pattern IP_ADDRESS = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    private final String host;
    private final String origin;
    private final String outerHost;
    private final boolean byAddress;

    Origins(PageSettings settings) {
        this.host = settings.address().host().toLowerCase(Locale.ROOT);
        // as a browser writes it
        this.origin =
                settings.url().toLowerCase(Locale.ROOT).replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2");
        this.outerHost = name(settings.outerHost().orElse("").toLowerCase(Locale.ROOT));
        this.byAddress = !settings.address().loopback();
    }

    /**
     * Another name that leads to this machine may be another site's. An IP address is nobody's name: where other machines are let
     * in, whoever has come by one has come here.
     *
     * @param given the header Host, or null
     */
    void checkHost(String given) {
        String asked = given == null ? "" : given.toLowerCase(Locale.ROOT);
        String name = name(asked);
        boolean address = byAddress && IP_ADDRESS.matcher(asked).matches();
        if (name.isEmpty() || !(name.equals(host) || name.equals(outerHost) || Loopback.is(name) || address)) {
            throw new Refusal(
                    Refusal.MISDIRECTED,
                    "This page is not served by that name. Open it by page.host, page.url or localhost, or by an IP address of this machine where page.host lets other machines in");
        }
    }

    /**
     * Whether the request comes from the page itself, or from no page at all.
     *
     * @param site the header Sec-Fetch-Site, or null
     * @param from the header Origin, or null
     * @param given the header Host
     */
    void checkOrigin(String site, String from, String given) {
        boolean otherSite = site != null && !site.equals("same-origin");
        String page = from == null ? null : from.toLowerCase(Locale.ROOT);
        String asked = given.toLowerCase(Locale.ROOT);
        // there the proxy says by which scheme it is reached
        boolean outside =
                !outerHost.isEmpty() && !Loopback.is(outerHost) && name(asked).equals(outerHost);
        boolean otherPage = page != null
                && !(page.equals("http://" + asked) && !outside)
                && !(page.equals(origin) && !origin.isEmpty());
        if (otherSite || otherPage) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "Another page asked for this. Where a proxy is in front, page.url has to be the address that people open");
        }
    }

    private static String name(String authority) {
        String name = authority.replaceFirst(":\\d{1,5}$", "");
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
