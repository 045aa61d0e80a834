package org.togglloxo.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends whatever it is told to, byte by byte; JDK's own refuses to forge a Host. */
record RawHttp(int port) {

    private static final int TIMEOUT_MILLIS = 30_000;

    record Reply(int status, Map<String, String> headers, String body) {}

    Reply ask(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", "127.0.0.1:" + port);
        all.put("Connection", "close");
        if (body != null) {
            all.put("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        all.putAll(headers);
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        all.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        return send(request + "\r\n" + (body == null ? "" : body));
    }

    /** Sends bytes as they are, and reads until the other side closes. */
    Reply send(String bytes) {
        try (Socket socket = open()) {
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            } catch (IOException refused) {
                // it need not be read to its end
            }
            return reply(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static Reply reply(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException closed) {
            // what had come counts
        }
        String text = all.toString(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return new Reply(0, Map.of(), "");
        }
        String[] parts = text.split("\r\n\r\n", 2);
        Map<String, String> headers = new TreeMap<>();
        parts[0].lines().skip(1).forEach(line -> {
            String[] pair = line.split(": ?", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair.length == 1 ? "" : pair[1]);
        });
        return new Reply(Integer.parseInt(parts[0].split(" ")[1]), headers, parts.length == 1 ? "" : parts[1]);
    }
}
