package org.togglloxo.sandbox.toggl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Names, places and phone numbers as they come, from {@code people.txt}. */
final class SampleNames {

    record Word(String text, String ascii) {}

    record Region(String country, String city, List<String> phones, String order, List<Word> given, List<Word> family) {

        String fullName(Word givenName, Word familyName) {
            StringBuilder name = new StringBuilder();
            for (char part : order.toCharArray()) {
                name.append(part == 'G' ? givenName.text : part == 'F' ? familyName.text : " ");
            }
            return name.toString();
        }

        String phone(Random random) {
            StringBuilder phone = new StringBuilder();
            for (char c : pick(phones, random).toCharArray()) {
                phone.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
            }
            return phone.toString();
        }
    }

    private static final List<Region> REGIONS = load();

    private SampleNames() {}

    static Region region(Random random) {
        return pick(REGIONS, random);
    }

    static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<Region> load() {
        try (InputStream in = SampleNames.class.getResourceAsStream("people.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(SampleNames::region)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Region region(String line) {
        String[] part = line.split("\\|");
        return new Region(part[0], part[1], List.of(part[2].split(";")), part[3], words(part[4]), words(part[5]));
    }

    private static List<Word> words(String list) {
        return Stream.of(list.split(","))
                .map(word -> word.split(":"))
                .map(pair -> new Word(pair[0], pair[1]))
                .toList();
    }
}
