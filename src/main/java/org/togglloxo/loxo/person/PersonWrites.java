package org.togglloxo.loxo.person;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoRequest;

/** The PUTs that bring changes of a person about, one after the other; one that has been made is not made again. */
public final class PersonWrites {

    private final Delivery delivery;
    private final Deque<LoxoRequest> open = new ArrayDeque<>();
    private final List<String> addresses = new ArrayList<>();

    /** @param delivery what they are for: with another one the rest of them is out of date */
    public PersonWrites(Delivery delivery, String loxoId, PersonChanges changes) {
        this.delivery = delivery;
        for (List<Map.Entry<String, String>> form : changes.forms()) {
            form.stream()
                    .filter(field -> field.getKey().equals("person[email]"))
                    .forEach(field -> addresses.add(field.getValue()));
            open.add(LoxoRequest.write("PUT", "/people/" + loxoId, form));
        }
    }

    boolean areFor(Delivery other) {
        return delivery.equals(other);
    }

    /** Those that the person gets. */
    public List<String> addresses() {
        return addresses;
    }

    /** Whether the next one adds what may stand there several times. */
    boolean isAdding() {
        return !open.isEmpty()
                && open.peek().form().stream()
                        .map(Map.Entry::getKey)
                        .anyMatch(name -> name.equals("person[email]") || name.equals("person[phone]"));
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** Success needs an id for a PUT as well. */
    public void make(LoxoCalls calls) throws Exception {
        while (!open.isEmpty()) {
            LoxoRequest next = open.peek();
            LoxoAnswers.idOf(next, calls.call(next));
            open.remove();
        }
    }
}
