package org.togglloxo.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** For a server that cannot be told to choose a port by itself, and say which. */
public final class FreePort {

    // below the ports that outgoing connections are given: none of them takes it before the server does
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private FreePort() {}

    /** One that nobody has bound now. */
    public static int any() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // somebody has it: another one
            }
        }
    }
}
