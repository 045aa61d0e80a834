package org.togglloxo.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody may have meant who typed another one. */
public final class Nearest {

    private static final int LETTERS_A_SLIP = 3;

    private Nearest() {}

    /** None where no known name is near, or the word is known itself. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.contains(word)
                ? Optional.empty()
                : known.stream()
                        .filter(name -> distance(word, name) <= allowed(word, name))
                        .min(Comparator.comparingInt((String name) -> distance(word, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code " Did you mean city?"}, with a space before it; empty where nothing is near. */
    public static String question(String word, Collection<String> known) {
        return to(word, known).map(" Did you mean %s?"::formatted).orElse("");
    }

    private static int allowed(String word, String name) {
        return Math.max(1, Math.min(word.length(), name.length()) / LETTERS_A_SLIP);
    }

    /** Letters left out, added, replaced, and swapped with their neighbour (optimal string alignment). */
    private static int distance(String word, String name) {
        int[][] slips = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int replaced = word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                int least = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
                least = Math.min(least, slips[i - 1][j - 1] + replaced);
                boolean swapped = i > 1
                        && j > 1
                        && word.charAt(i - 1) == name.charAt(j - 2)
                        && word.charAt(i - 2) == name.charAt(j - 1);
                slips[i][j] = swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
            }
        }
        return slips[word.length()][name.length()];
    }
}
