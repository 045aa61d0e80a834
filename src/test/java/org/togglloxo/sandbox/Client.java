package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plain HTTP client of the two services, with the right key, slug and headers. */
public final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox sandbox;

    public Client(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public HttpResponse<String> toggl(String pathAndQuery) throws IOException, InterruptedException {
        return togglUrl(sandbox.togglBaseUrl() + pathAndQuery);
    }

    public HttpResponse<String> togglUrl(String url) throws IOException, InterruptedException {
        return send(request(url, sandbox.options().togglKey()).GET());
    }

    public HttpResponse<String> loxo(String method, String pathAndQuery, String... namesAndValues)
            throws IOException, InterruptedException {
        return send(loxoRequest(method, pathAndQuery, namesAndValues));
    }

    public HttpRequest.Builder loxoRequest(String method, String pathAndQuery, String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(encode(namesAndValues[i]) + "=" + encode(namesAndValues[i + 1]));
        }
        String url = sandbox.loxoBaseUrl() + "/api/" + sandbox.options().agencySlug() + pathAndQuery;
        HttpRequest.Builder request = request(url, sandbox.options().loxoKey());
        return pairs.isEmpty()
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", FORM).method(method, BodyPublishers.ofString(String.join("&", pairs)));
    }

    /** A multipart form with one file, whose name is that of its field with {@code .pdf} behind it. */
    public HttpResponse<String> upload(
            String method, String path, String fileField, byte[] file, String... namesAndValues)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            part(
                    body,
                    "name=\"" + namesAndValues[i] + "\"\r\n",
                    namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        String head =
                "name=\"" + fileField + "\"; filename=\"" + fileField + ".pdf\"\r\nContent-Type: application/pdf\r\n";
        part(body, head, file);
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return send(loxoRequest(method, path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .method(method, BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String head, byte[] content) {
        body.writeBytes(("--b\r\nContent-Disposition: form-data; " + head + "\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Creates somebody and returns the id. */
    public long create(String name, String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = loxo("POST", "/people", "person[name]", name, "person[email]", address);
        return json(answer).at("/person/id").longValue();
    }

    public JsonNode searchAddress(String address) throws IOException, InterruptedException {
        return json(loxo("GET", "/people?query=" + encode("emails:\"" + address + "\"")));
    }

    public HttpRequest.Builder request(String url, String key) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
