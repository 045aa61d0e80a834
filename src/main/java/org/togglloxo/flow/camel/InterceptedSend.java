package org.togglloxo.flow.camel;

/**
 * Something that would have been sent.
 *
 * @param target where to, without what may hold a token: {@code https://outlook.office.com}, {@code kafka:people}
 * @param step the step's id, or empty
 * @param place its file and line, or empty
 */
public record InterceptedSend(String target, String step, String place) {

    /** For people. */
    public String message() {
        return "would send to %s (step %s%s)".formatted(target, step, place.isEmpty() ? "" : ", " + place);
    }
}
