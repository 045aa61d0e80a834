package org.togglloxo.sandbox.toggl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.togglloxo.sandbox.message.Answer;

/**
 * Makes the nth candidate from the seed, whenever it is asked for, so that 100,000 of them take no memory. Every
 * address holds n, so it belongs to this candidate only, unless sharing is asked for.
 */
public final class CandidateGenerator {

    private static final long FIRST_ID = 100_000;
    private static final int ID_STEP = 7;
    private static final LocalDateTime FIRST_START = LocalDateTime.of(2025, 1, 6, 8, 0);
    private static final long SPACING_MICROS = 240_000_000L;
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final List<String> DOMAINS = List.of(
            "example.com", "example.org", "example.net", "mail.example.com", "post.example.org", "studio.example");

    private final long seed;
    private final int sharedAddresses;
    private final TogglCatalog catalog;

    public CandidateGenerator(long seed, int sharedAddresses, TogglCatalog catalog) {
        this.seed = seed;
        this.sharedAddresses = sharedAddresses;
        this.catalog = catalog;
    }

    static String id(int n) {
        return Long.toString(FIRST_ID + (long) n * ID_STEP);
    }

    /** The n behind an id, or -1 where no candidate could have it. */
    static int number(String id) {
        if (!id.matches("[1-9]\\d{5,9}")) {
            return -1;
        }
        long offset = Long.parseLong(id) - FIRST_ID;
        return offset < 0 || offset % ID_STEP != 0 ? -1 : (int) (offset / ID_STEP);
    }

    String startedAt(int n) {
        return time(started(n));
    }

    /** The whole candidate, as {@code GET /candidates/{id}} answers it. */
    ObjectNode make(int n) {
        Random random = random(n, 1);
        SampleNames.Region region = SampleNames.region(random);
        SampleNames.Word given = SampleNames.pick(region.given(), random);
        SampleNames.Word family = SampleNames.pick(region.family(), random);
        String fullName = region.fullName(given, family);
        ObjectNode candidate = Answer.JSON.createObjectNode().put("id", id(n));
        String email = email(n);
        candidate.put("name", random.nextInt(12) == 0 ? "" : fullName).put("email", email);
        if (random.nextInt(3) == 0) {
            candidate.put("profile_url", "https://github.com/" + given.ascii() + n);
        }
        if (random.nextInt(6) != 0) {
            contactInfo(candidate.putObject("contact_info"), region, fullName, email, n, random);
        }
        LocalDateTime started = started(n);
        candidate.put("started_at", time(started));
        candidate.put("finished_at", time(started.plusNanos(1000 * (300_000_000L + random.nextInt(1_800_000_000)))));
        int most = result(candidate, random);
        catalog.place(candidate, random);
        catalog.detail(candidate, most, random);
        return candidate;
    }

    String email(int n) {
        if (n % 2 == 1 && n / 2 < sharedAddresses) {
            return email(n - 1);
        }
        Random random = random(n, 1);
        SampleNames.Region region = SampleNames.region(random);
        String given = SampleNames.pick(region.given(), random).ascii();
        String family = SampleNames.pick(region.family(), random).ascii();
        Random style = random(n, 2);
        String local =
                switch (style.nextInt(20)) {
                    case 0, 1, 2 -> given + "." + family + "+jobs" + n;
                    case 3, 4 -> given.charAt(0) + "_" + family + n;
                    case 5 -> "_" + given + "-" + n + "_";
                    case 6 -> given + "/dept=" + n;
                    case 7 -> given + "!" + family + "%" + n;
                    case 8, 9 -> capital(given) + "." + capital(family) + n;
                    default -> given + "." + family + n;
                };
        return local + "@" + SampleNames.pick(DOMAINS, style);
    }

    /** Filled in after the test: anything may be missing, and what is there may be empty. */
    private void contactInfo(
            ObjectNode info, SampleNames.Region region, String fullName, String email, int n, Random random) {
        if (random.nextInt(10) != 0) {
            info.put("full_name", fullName);
        }
        switch (random.nextInt(10)) {
            case 0 -> info.put("contact_email", "");
            case 1 -> {}
            case 2 -> info.put("contact_email", email.toUpperCase(Locale.ROOT));
            case 3, 4, 5 -> info.put("contact_email", "home" + n + "@" + SampleNames.pick(DOMAINS, random));
            default -> info.put("contact_email", email);
        }
        if (random.nextInt(3) == 0) {
            info.put("linkedin", random.nextInt(4) == 0 ? "" : "https://linkedin.com/in/candidate-" + n);
        }
        if (random.nextInt(4) != 0) {
            info.put("phone", random.nextInt(8) == 0 ? "" : region.phone(random));
        }
        if (random.nextInt(4) != 0) {
            info.put("city", region.city()).put("country", random.nextInt(8) == 0 ? "" : region.country());
        }
    }

    /** @return the points that could be had */
    private static int result(ObjectNode candidate, Random random) {
        int most = AnswerSheet.SHARES * (2 + random.nextInt(3));
        int points = (int) Math.min(most, Math.max(0, Math.round(most * (0.62 + 0.24 * random.nextGaussian()))));
        BigDecimal score = BigDecimal.valueOf(100L * points).divide(BigDecimal.valueOf(most), 6, RoundingMode.HALF_UP);
        candidate.put("points", points);
        candidate.put("score", score.signum() == 0 ? 0 : score.doubleValue());
        candidate.put("rating", random.nextInt(3) == 0 ? 0 : 1 + Math.min(2, 3 * points / (most + 1)));
        int mood = random.nextInt(100);
        int hopeful = points * 2 > most ? 60 : 15;
        candidate.put("hire_state", mood < hopeful ? "possible-hire" : mood < 80 ? "rejected" : "");
        return most;
    }

    private LocalDateTime started(int n) {
        long micros = n * SPACING_MICROS + random(n, 3).nextInt((int) SPACING_MICROS - 1);
        return FIRST_START.plusNanos(1000 * micros);
    }

    /** Six decimals, five where the last one is 0: {@code 2019-03-10T02:39:32.59275}. No zone. */
    private static String time(LocalDateTime at) {
        String text = MICROS.format(at);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private Random random(int n, int purpose) {
        return new Random((seed * 1_000_003L + n) * 0x9E3779B97F4A7C15L + purpose);
    }
}
