package org.togglloxo.server;

import java.util.List;
import java.util.OptionalInt;
import org.togglloxo.settings.Loopback;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * Where a small server of ours listens: {@code NAME.host} and {@code NAME.port}.
 *
 * @param name how the settings begin, such as {@code observe}
 * @param host the address to bind
 * @param port the port to bind, 0 for one that is free; empty where there is to be no server
 */
public record ServerAddress(String name, String host, OptionalInt port) {

    static final int HIGHEST_PORT = 65_535;

    /**
     * Reads and checks them; what is wrong is added to the problems.
     *
     * @param hostName the whole name of the setting
     * @param portName the whole name of the setting
     */
    public static ServerAddress from(Settings settings, String hostName, String portName, List<Problem> problems) {
        String host = settings.text(hostName);
        if (host.isEmpty()) {
            problems.add(new Problem(
                    hostName,
                    "%1$s is empty: an address of this machine is needed. Set %1$s=127.0.0.1 (the default)"
                            .formatted(hostName)));
        }
        boolean none = settings.text(portName).isEmpty();
        return new ServerAddress(
                hostName.substring(0, hostName.indexOf('.')),
                host,
                none ? OptionalInt.empty() : OptionalInt.of(settings.whole(portName, 0, HIGHEST_PORT, problems)));
    }

    /** The same so many ports further, where a port is named. */
    public ServerAddress following(int many) {
        return new ServerAddress(
                name, host, on() && port.getAsInt() > 0 ? OptionalInt.of(port.getAsInt() + many) : port);
    }

    public boolean on() {
        return port.isPresent();
    }

    /** Whether other machines are kept out. */
    public boolean loopback() {
        return Loopback.is(host);
    }

    /** The URL of the root, without a slash at the end. */
    public String origin(int bound) {
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, bound);
    }
}
