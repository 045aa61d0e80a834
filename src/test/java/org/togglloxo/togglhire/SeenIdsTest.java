package org.togglloxo.togglhire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenIdsTest {

    private final SeenIds seen = new SeenIds();

    @ParameterizedTest
    @ValueSource(longs = {10, 5_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void saysOfEachIdWhatASetOfStringsWouldSay(long bound) {
        Random random = new Random(bound);
        Set<String> strings = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            String id = id(random, random.nextLong(bound));
            assertThat(seen.add(id)).as(id).isEqualTo(strings.add(id));
            assertThat(seen.size()).isEqualTo(strings.size());
        }
    }

    private static String id(Random random, long number) {
        return switch (random.nextInt(20)) {
            case 0 -> "0" + number;
            case 1 -> "-" + number;
            case 2 -> number + "-a";
            case 3 -> "9" + Long.MAX_VALUE + number;
            default -> Long.toString(number);
        };
    }

    @Test
    void whatALongWouldNotBeWrittenLikeIsAnotherId() {
        List<String> ids = List.of("7", "07", "+7", " 7", "7.0", "\u0667", "0", "00", "-0", "", "9223372036854775807");
        assertThat(ids).allSatisfy(id -> assertThat(seen.add(id)).isTrue());
        assertThat(seen.add("9223372036854775808")).isTrue();
        assertThat(seen.size()).isEqualTo(ids.size() + 1);
        assertThat(ids).allSatisfy(id -> assertThat(seen.add(id)).isFalse());
    }

    @Test
    void aNumberTakes16BytesAtMost() {
        for (int i = 1; i <= 100_000; i++) {
            seen.add(Long.toString(100 + 7L * i));
            if (i >= 8) {
                assertThat(seen.bytes()).isLessThanOrEqualTo(16L * i);
            }
        }
    }
}
