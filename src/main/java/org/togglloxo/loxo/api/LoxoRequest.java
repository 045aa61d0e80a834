package org.togglloxo.loxo.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/**
 * One call, without host, slug and key.
 *
 * @param method GET, POST, PUT, DELETE
 * @param path below the agency, such as {@code /people/12}
 * @param query names and values, in order
 * @param form names and values of the body, in order; a name may come several times
 * @param file what is sent along, which makes the body multipart/form-data, or null
 * @param mayBeMissing whether it is an answer rather than a failure that there is no such item
 */
public record LoxoRequest(
        String method,
        String path,
        List<Map.Entry<String, String>> query,
        List<Map.Entry<String, String>> form,
        Attachment file,
        boolean mayBeMissing) {

    private static final Pattern ITEM = Pattern.compile(".*/[0-9]+");
    private static final Pattern ID = Pattern.compile("/[0-9]+(?=/|$)");
    private static final Pattern OF_ONE = Pattern.compile("/([a-z_]+)(?:/[0-9]+)?");
    private static final Map<String, String> ONE_OF = Map.of("people", "person", "companies", "company");

    public static LoxoRequest get(String path, List<Map.Entry<String, String>> query) {
        return new LoxoRequest("GET", path, query, List.of(), null, false);
    }

    public static LoxoRequest getIfThere(String path) {
        return getIfThere(path, List.of());
    }

    public static LoxoRequest getIfThere(String path, List<Map.Entry<String, String>> query) {
        return new LoxoRequest("GET", path, query, List.of(), null, true);
    }

    public static LoxoRequest write(String method, String path, List<Map.Entry<String, String>> form) {
        return new LoxoRequest(method, path, List.of(), form, null, false);
    }

    public static LoxoRequest multipart(String path, List<Map.Entry<String, String>> form, Attachment file) {
        return new LoxoRequest("POST", path, List.of(), form, file, false);
    }

    public static LoxoRequest deleteIfThere(String path) {
        return new LoxoRequest("DELETE", path, List.of(), List.of(), null, true);
    }

    boolean removes() {
        return method.equals("DELETE");
    }

    public boolean reads() {
        return method.equals("GET");
    }

    /** Whether one item is named by its id, rather than a list or what belongs to an item. */
    boolean isAboutItem() {
        return ITEM.matcher(path).matches();
    }

    /** The member in which an answer may hold the one item that is read or written; empty where it is about no one item. */
    String itemName() {
        Matcher matcher = OF_ONE.matcher(path);
        if (!matcher.matches()) {
            return "";
        }
        String list = matcher.group(1);
        String irregular = ONE_OF.get(list);
        return irregular == null ? list.substring(0, list.length() - 1) : irregular;
    }

    /** Method and path, for people; no query, since it may hold an address. */
    public String label() {
        return method + " " + path;
    }

    /** Method and path with {@code {id}} for numbers: one name for all calls of an endpoint. */
    public String endpoint() {
        return method + " " + ID.matcher(path).replaceAll("/{id}");
    }

    String encodedQuery() {
        return encoded(query);
    }

    /** application/x-www-form-urlencoded, UTF-8, names with brackets as Loxo has them (loxo-4). */
    String encodedForm() {
        return encoded(form);
    }

    /** multipart/form-data in UTF-8, since file names and values hold every script. */
    public HttpEntity multipart() {
        MultipartEntityBuilder body = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.EXTENDED)
                .setCharset(StandardCharsets.UTF_8);
        ContentType text = ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8);
        form.forEach(field -> body.addTextBody(field.getKey(), field.getValue(), text));
        body.addBinaryBody(file.parameter(), file.content(), ContentType.create(file.contentType()), file.fileName());
        return body.build();
    }

    /** The first value sent under a name, or null. */
    public String sent(String name) {
        return form.stream()
                .filter(field -> field.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String encoded(List<Map.Entry<String, String>> fields) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> field : fields) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(encoded(field.getKey()))
                    .append('=');
            text.append(encoded(field.getValue()));
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
