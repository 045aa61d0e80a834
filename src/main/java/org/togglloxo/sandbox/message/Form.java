package org.togglloxo.sandbox.message;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a body: urlencoded or multipart, as Loxo takes them; anything else is unreadable. */
public record Form(Map<String, List<String>> fields, Map<String, byte[]> files, String unreadable) {

    private static final Form EMPTY = new Form(Map.of(), Map.of(), "");

    public static Form read(String contentType, byte[] body) {
        if (body.length == 0) {
            return EMPTY;
        }
        String type = contentType == null ? "no content type" : contentType.toLowerCase(Locale.ROOT);
        try {
            if (type.startsWith("application/x-www-form-urlencoded")) {
                String text = new String(body, StandardCharsets.ISO_8859_1);
                return new Form(Urlencoded.parse(text), Map.of(), "");
            }
            if (type.startsWith("multipart/form-data")) {
                return multipart(contentType, body);
            }
        } catch (RuntimeException | IOException e) {
            return unreadable(e.getMessage());
        }
        return unreadable("a body of " + type);
    }

    private static Form unreadable(String why) {
        return new Form(Map.of(), Map.of(), String.valueOf(why));
    }

    private static Form multipart(String contentType, byte[] body) throws IOException {
        FullHttpRequest whole =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        whole.headers().set("Content-Type", contentType);
        DefaultHttpDataFactory inMemory = new DefaultHttpDataFactory(false, StandardCharsets.UTF_8);
        HttpPostMultipartRequestDecoder decoder =
                new HttpPostMultipartRequestDecoder(inMemory, whole, StandardCharsets.UTF_8);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                add(part, fields, files);
            }
        } finally {
            decoder.destroy();
        }
        return new Form(fields, files, "");
    }

    private static void add(InterfaceHttpData part, Map<String, List<String>> fields, Map<String, byte[]> files)
            throws IOException {
        List<String> values = fields.computeIfAbsent(part.getName(), k -> new ArrayList<>(1));
        if (part instanceof FileUpload file) {
            values.add(file.getFilename());
            files.put(part.getName(), file.get());
        } else if (part instanceof Attribute attribute) {
            values.add(attribute.getValue());
        }
    }
}
