package org.togglloxo.settings;

import java.util.regex.Pattern;

/** Names of this machine, by which nothing goes over the network. */
public final class Loopback {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern NAME =
            Pattern.compile("(?i)localhost|127(\\." + OCTET + "){3}|::1|(0:){7}1|\\[(::1|(0:){7}1)]");

    private Loopback() {}

    /** @param host as it stands in a URL or by itself; no name is looked up, since others answer for it */
    public static boolean is(String host) {
        return NAME.matcher(host).matches();
    }
}
