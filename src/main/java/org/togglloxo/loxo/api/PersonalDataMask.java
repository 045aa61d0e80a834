package org.togglloxo.loxo.api;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.togglloxo.candidate.Delivery;

/**
 * What was sent of a person, to be taken out of Loxo's words: whole values, every part of the name, whatever its case and its
 * accents, and phones, the person's or not. What helps to understand a refusal stays: a parameter's name, a status, an id.
 */
final class PersonalDataMask {

    private static final int SHORTEST_VALUE = 3;
    private static final int LONGEST_VALUE = 1_000;
    private static final int SHORTEST_PART = 2;
    private static final int PHONE_DIGITS = 7;
    private static final int PARTIAL_PHONE_DIGITS = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]++");
    private static final Pattern NUMBER = Pattern.compile("[+(]{0,2}+\\p{Nd}(?:[ \\u00a0().\\-/]{0,3}+\\p{Nd})*+");
    private static final Pattern PARAMETER = Pattern.compile("^[a-z_]+\\[([a-z_0-9]+)]$");
    private static final Pattern SAME_AGAIN = Pattern.compile("(\\((?:name|number|phone)\\))(?:[ \\-.'_]{0,2}+\\1)++");

    /** What a refusal is made of; names that are words as well are told by their capital letter. */
    private static final Set<String> OF_A_REFUSAL = Set.of(
            "a",
            "address",
            "already",
            "an",
            "and",
            "any",
            "are",
            "as",
            "at",
            "be",
            "been",
            "blank",
            "by",
            "can",
            "cannot",
            "city",
            "country",
            "does",
            "email",
            "emails",
            "error",
            "errors",
            "exist",
            "exists",
            "field",
            "for",
            "found",
            "from",
            "has",
            "have",
            "id",
            "in",
            "invalid",
            "is",
            "it",
            "job",
            "linkedin",
            "missing",
            "must",
            "name",
            "no",
            "not",
            "number",
            "of",
            "on",
            "or",
            "param",
            "parameter",
            "parameters",
            "person",
            "phone",
            "phones",
            "required",
            "state",
            "status",
            "taken",
            "than",
            "that",
            "the",
            "this",
            "to",
            "too",
            "url",
            "valid",
            "value",
            "was",
            "website",
            "with");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> parts = new HashSet<>();
    private final List<String> phones = new ArrayList<>();

    private PersonalDataMask() {}

    /** @param about what else Loxo has been told of the person, or null */
    static PersonalDataMask sentBy(LoxoRequest request, Delivery about) {
        PersonalDataMask words = new PersonalDataMask();
        request.form().stream()
                .filter(field -> !field.getKey().endsWith("[]"))
                .forEach(field -> words.add(parameter(field.getKey()), field.getValue()));
        if (about != null) {
            about.person().forEach(words::add);
            about.emails().forEach(email -> words.add("email", email));
        }
        return words;
    }

    private static String parameter(String name) {
        return PARAMETER.matcher(name).replaceFirst("$1");
    }

    private void add(String parameter, String sent) {
        String value = sent.substring(0, Math.min(sent.length(), LONGEST_VALUE)).strip();
        if (value.length() >= SHORTEST_VALUE) {
            values.put(value, parameter);
        }
        switch (parameter) {
            case "name" -> addParts(value);
            case "email" -> addParts(value.substring(0, Math.max(0, value.lastIndexOf('@'))));
            case "phone" -> phones.add(digits(value));
            default -> {
                // told by the whole value alone
            }
        }
    }

    private void addParts(String text) {
        String before = "";
        for (MatchResult word : WORD.matcher(text).results().toList()) {
            String part = word.group();
            if (part.length() >= SHORTEST_PART || isIdeographic(part)) {
                for (String spelt : spellings(part)) {
                    parts.add(spelt);
                    parts.add(before + spelt);
                }
                before = plain(part);
            }
        }
    }

    /** The text with {@code (name)}, {@code (phone)}, {@code (number)}, ... in their places. */
    String maskedIn(String text) {
        String clean = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            clean = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + Pattern.quote(value.getKey()) + "(?![\\p{L}\\p{N}])")
                    .matcher(clean)
                    .replaceAll(Matcher.quoteReplacement("(" + value.getValue() + ")"));
        }
        clean = NUMBER.matcher(clean).replaceAll(number -> isPhone(number.group()) ? "(number)" : quoted(number));
        String numbersMasked = clean;
        clean = WORD.matcher(clean).replaceAll(word -> isPart(word, numbersMasked) ? "(name)" : quoted(word));
        for (String part : parts) {
            clean = isIdeographic(part) ? clean.replace(part, "(name)") : clean;
        }
        return SAME_AGAIN.matcher(clean).replaceAll("$1");
    }

    private static String quoted(MatchResult found) {
        return Matcher.quoteReplacement(found.group());
    }

    private boolean isPhone(String number) {
        String digits = digits(number);
        return digits.length() >= PHONE_DIGITS
                || digits.length() >= PARTIAL_PHONE_DIGITS
                        && (number.startsWith("+") || phones.stream().anyMatch(phone -> phone.contains(digits)));
    }

    private boolean isPart(MatchResult found, String text) {
        String word = found.group();
        if (OF_A_REFUSAL.contains(word)) {
            return false;
        }
        boolean cutOff = text.startsWith("...", found.end()) || text.startsWith("\u2026", found.end());
        return spellings(word).stream()
                .anyMatch(spelt -> parts.contains(spelt)
                        || cutOff
                                && spelt.length() >= SHORTEST_PART
                                && parts.stream().anyMatch(part -> part.startsWith(spelt)));
    }

    private static boolean isIdeographic(String part) {
        return part.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Without accents, and as German does without them. */
    private static Set<String> spellings(String word) {
        String lower = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return new HashSet<>(List.of(
                plain(lower), plain(lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))));
    }

    private static String plain(String word) {
        return Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}++", "")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("đ", "d")
                .replace("ł", "l")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ı", "i");
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder();
        number.codePoints()
                .filter(Character::isDigit)
                .forEach(digit -> digits.append(Character.getNumericValue(digit)));
        return digits.toString();
    }
}
