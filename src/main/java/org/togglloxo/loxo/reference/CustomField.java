package org.togglloxo.loxo.reference;

/**
 * A value for a field of the agency's own, as Loxo takes it.
 *
 * @param name the field's name, for people
 * @param key Loxo's key, such as {@code custom_text_3}
 * @param value the text, or the option's id
 * @param shown the text, or the option's name
 * @param option whether the field takes options of a hierarchy
 */
public record CustomField(String name, String key, String value, String shown, boolean option) {

    /** {@code person[custom_text_3]}, {@code person[custom_hierarchy_4][]}. */
    public String parameter() {
        return option ? key + "][" : key;
    }
}
