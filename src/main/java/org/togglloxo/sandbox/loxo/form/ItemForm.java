package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Request;

/** Carries the values of a form into a record: {@code job[city]} into {@code city}. What is not sent stays as it was. */
public record ItemForm(Request request, String item, LoxoReference reference) {

    /** The first value, or null. */
    String value(String name) {
        return request.field(item + "[" + name + "]");
    }

    public ItemForm texts(ObjectNode target, List<String> names) {
        names.forEach(name -> {
            String value = value(name);
            if (value != null) {
                target.put(name, value.isBlank() ? null : value);
            }
        });
        return this;
    }

    public ItemForm flags(ObjectNode target, List<String> names) {
        names.forEach(name -> {
            String value = value(name);
            if (value != null) {
                target.put(name, value.equals("true") || value.equals("1"));
            }
        });
        return this;
    }

    public ItemForm several(ObjectNode target, List<String> names) {
        names.forEach(name -> {
            List<String> values = request.fields().get(item + "[" + name + "][]");
            if (values != null) {
                ArrayNode array = target.putArray(name);
                values.stream().filter(value -> !value.isBlank()).forEach(array::add);
            }
        });
        return this;
    }

    /** The entry of a list behind an id, shown as {@code {id, name}}. */
    public ItemForm entry(ObjectNode target, String name, String list, String shownAs) {
        String id = value(name);
        if (id != null) {
            target.set(shownAs, reference.brief(list, id));
        }
        return this;
    }

    ItemForm entries(ObjectNode target, String name, String list, String shownAs) {
        List<String> ids = request.fields().get(item + "[" + name + "][]");
        if (ids != null) {
            ArrayNode array = target.putArray(shownAs);
            ids.stream().filter(id -> !id.isBlank()).forEach(id -> array.add(reference.brief(list, id)));
        }
        return this;
    }

    public ItemForm custom(ObjectNode target) {
        request.fields().forEach((name, values) -> {
            if (name.startsWith(item + "[custom_")) {
                String key = name.substring(item.length() + 1, name.indexOf(']'));
                String value = String.join(",", values);
                target.set(
                        key,
                        value.isBlank()
                                ? Answer.JSON.nullNode()
                                : reference.fields().shown(key, value));
            }
        });
        return this;
    }

    /** {@code {"job": {...}, "errors": []}}. */
    public static Answer written(int status, String item, ObjectNode record) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set(item, record);
        body.putArray("errors");
        return Answer.json(status, body).about(record.get("id").longValue());
    }
}
