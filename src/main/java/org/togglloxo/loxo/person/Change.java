package org.togglloxo.loxo.person;

/**
 * One field of a person, as {@code plan} shows it.
 *
 * @param parameter Loxo's name
 * @param label what people call it
 * @param before what stands there now, or null for a blank
 * @param after what is to stand there; for {@code email} and {@code phone} what is added
 * @param shown the same for people: a name where Loxo takes an id
 */
public record Change(String parameter, String label, String before, String after, String shown) {

    /** A field that is shown by its parameter's name. */
    public Change(String parameter, String before, String after) {
        this(parameter, parameter, before, after, after);
    }
}
