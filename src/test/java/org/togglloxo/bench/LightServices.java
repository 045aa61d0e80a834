package org.togglloxo.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.togglloxo.cli.Program;

/**
 * Both services with no more than a run needs, so that they take little of the time that is measured: the list of candidates,
 * and people who are found by their address, created and changed. Whatever else is asked of Loxo is refused with a 403.
 */
final class LightServices implements AutoCloseable {

    private static final int PAGE = 100;
    private static final Pattern AFTER = Pattern.compile("after_id=(\\d+)");
    private static final Pattern CREATED = Pattern.compile("person\\[email]=([^&]+)");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s:\"()\\\\=&]+@[^\\s:\"()\\\\&]+");

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private LongSummaryStatistics calls = new LongSummaryStatistics();
    private final Map<String, Integer> idByAddress = new HashMap<>();
    private final List<String> addresses = new ArrayList<>();
    private final int candidates;
    private final HttpServer server;

    LightServices(int candidates) throws IOException {
        this.candidates = candidates;
        // else an answer can wait 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The program between them, so that it is the program that is measured: sixteen workers, one call at a time for each candidate. */
    Program measuring(Program program) {
        return program.with("TOGGL_BASE_URL", address() + "/api/v2.2")
                .with("TOGGL_API_KEY", "toggl-key")
                .with("TOGGL_DETAILS", "never")
                .with("LOXO_BASE_URL", address())
                .with("LOXO_AGENCY_SLUG", "acme")
                .with("LOXO_API_KEY", "loxo-key")
                .with("LOXO_LOOKUP", "each")
                .with("LOXO_SOURCE_TYPE", "")
                .with("LOXO_MAX_CONCURRENT_REQUESTS", "16")
                .with("SYNC_WORKERS", "16");
    }

    /** Of both services, without any path. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized int peopleCount() {
        return addresses.size();
    }

    /** When calls came, by {@link System#nanoTime()}, since this was asked last. */
    synchronized LongSummaryStatistics takeCalls() {
        LongSummaryStatistics taken = calls;
        calls = new LongSummaryStatistics();
        return taken;
    }

    private synchronized void called(long when) {
        calls.accept(when);
    }

    private void answer(HttpExchange exchange) throws IOException {
        called(System.nanoTime());
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String query = decoded(exchange.getRequestURI().getRawQuery());
        String form = decoded(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String answer = null;
        if (request.equals("GET /api/v2.2/candidates")) {
            answer = page(query);
        } else if (request.equals("GET /api/acme/people")) {
            answer = found(query);
        } else if (request.equals("POST /api/acme/people")) {
            answer = created(form);
        } else if (request.matches("(GET|PUT) /api/acme/people/\\d+")) {
            answer = "{\"person\":%s}"
                    .formatted(person(Integer.parseInt(request.substring(request.lastIndexOf('/') + 1))));
        }
        byte[] body = (answer == null ? "{\"error\":\"Forbidden\"}" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer == null ? 403 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String page(String query) {
        Matcher after = AFTER.matcher(query);
        int from = after.find() ? Integer.parseInt(after.group(1)) + 1 : 0;
        int to = Math.min(candidates, from + PAGE);
        String links = to == candidates
                ? ""
                : "\"next\":\"%s/api/v2.2/candidates?limit=%d&after_id=%d\"".formatted(address(), PAGE, to - 1);
        return IntStream.range(from, to)
                .mapToObj(LightServices::candidate)
                .collect(Collectors.joining(
                        ",", "{\"data\":[", "],\"links\":{" + links + "},\"total\":" + candidates + "}"));
    }

    private static String hireState(int index) {
        return index % 10 < 5 ? "possible-hire" : index % 10 < 8 ? "rejected" : "";
    }

    private static String candidate(int index) {
        return """
                {"id":"%1$d","name":"Mária O'Brien","email":"login%1$d@real.test","profile_url":"","contact_info":{\
                "full_name":"Mária O'Brien","contact_email":"c%1$d@candidates.test","linkedin":"https://linkedin.com/in/u%1$d",\
                "phone":"+49 30 %1$d","city":"Zürich","country":"Switzerland"},"started_at":"2026-01-01T10:00:00.10000",\
                "finished_at":"2026-01-01T11:00:00.10000","points":10,"score":%2$d,"rating":2,"hire_state":"%3$s",\
                "category_id":null,"job_opening_id":"%4$d"}""".formatted(index, index * 37 % 101, hireState(index), 100 + index % 3);
    }

    private synchronized String found(String query) {
        List<String> hits = new ArrayList<>();
        for (Matcher address = ADDRESS.matcher(query); address.find(); ) {
            Integer id = idByAddress.get(address.group());
            if (id != null) {
                hits.add(person(id));
            }
        }
        return "{\"total_count\":%d,\"scroll_id\":\"1\",\"people\":[%s]}"
                .formatted(hits.size(), String.join(",", hits));
    }

    private synchronized String created(String form) {
        Matcher address = CREATED.matcher(form);
        if (!address.find() || idByAddress.putIfAbsent(address.group(1), addresses.size() + 1) != null) {
            throw new IllegalArgumentException("A person without an address, or there already: " + form);
        }
        addresses.add(address.group(1));
        return "{\"person\":%s}".formatted(person(addresses.size()));
    }

    private synchronized String person(int id) {
        return """
                {"id":%1$d,"agency_id":1,"name":"Mária O'Brien","emails":[{"id":%1$d,"value":"%2$s","email_type_id":1}],\
                "created_at":"2026-01-01T00:00:00.000Z"}""".formatted(id, addresses.get(id - 1));
    }

    private static String decoded(String encoded) {
        return encoded == null ? "" : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
