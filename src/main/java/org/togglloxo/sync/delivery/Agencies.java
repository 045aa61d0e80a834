package org.togglloxo.sync.delivery;

import java.util.List;

/**
 * The agencies that a mapping may name.
 *
 * @param own the one that is delivered into here
 * @param usual where candidates go whose mapping names none
 * @param all of them; empty where there is one, without a name
 */
public record Agencies(String own, String usual, List<String> all) {}
