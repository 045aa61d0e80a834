package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.togglloxo.typeset.Line;
import org.togglloxo.typeset.Links;
import org.togglloxo.typeset.Look;
import org.togglloxo.typeset.Pages;
import org.togglloxo.typeset.PlainText;
import org.togglloxo.typeset.Row;
import org.togglloxo.typeset.Span;
import org.togglloxo.typeset.Typesetter;

/** The top of the first page: who, which test, with what result. */
final class HeadPart {

    private static final float SCORE_WIDTH = 128;
    private static final float SCORE_HEIGHT = 66;
    private static final float NAMES_WIDTH = Pages.WIDTH - SCORE_WIDTH - 20;
    private static final int COLUMNS = 4;
    private static final float COLUMN = Pages.WIDTH / COLUMNS;
    private static final int MOST_TAGS = 40;
    private static final Look TITLE = new Look(Look.Weight.BOLD, 20, Look.DARK);
    private static final Look KICKER = new Look(Look.Weight.BOLD, 8.5f, Look.BLUE);
    private static final Look SCORE = new Look(Look.Weight.BOLD, 25, Look.BLUE);
    private static final Look STARS = new Look(Look.Weight.REGULAR, 12, Look.BLUE);

    private final Typesetter typesetter;

    HeadPart(Typesetter typesetter) {
        this.typesetter = typesetter;
    }

    void add(JsonNode candidate, Pages pages) throws IOException {
        float top = pages.y();
        pages.add(Row.left(typesetter.set("Test result", KICKER, NAMES_WIDTH), 0));
        pages.add(Row.left(typesetter.set(Wording.name(candidate), TITLE, NAMES_WIDTH), 1));
        float above = 4;
        for (List<Span> line : contacts(candidate)) {
            pages.add(Row.left(typesetter.set(line, NAMES_WIDTH), above));
            above = 0;
        }
        pages.skip(Math.max(10, top + SCORE_HEIGHT - pages.y()));
        pages.add(facts(candidate));
        // last, so that who takes the text out does not find it in the line of the name
        score(candidate, pages, top);
    }

    private void score(JsonNode candidate, Pages pages, float top) throws IOException {
        float x = Pages.WIDTH - SCORE_WIDTH;
        pages.fill(Look.PALE, x, top, SCORE_WIDTH, SCORE_HEIGHT);
        Line score = typesetter.one(Wording.score(candidate), SCORE, SCORE_WIDTH);
        pages.draw(score, x + (SCORE_WIDTH - score.width()) / 2, top + 8);
        Line stars = typesetter.set(stars(candidate), SCORE_WIDTH).get(0);
        pages.draw(stars, x + (SCORE_WIDTH - stars.width()) / 2, top + 41);
    }

    private static List<Span> stars(JsonNode candidate) {
        OptionalDouble rating = Fields.number(candidate, "rating");
        // Toggl Hire's ratings begin with one star; its schema has nothing but 0 for none
        if (rating.orElse(0) <= 0) {
            return List.of(Span.of("not rated", Look.LABEL));
        }
        int stars = (int) Math.max(0, Math.min(3, Math.round(rating.getAsDouble())));
        String words = "  %s of 3 stars".formatted(Wording.decimals(rating.getAsDouble(), 1));
        return List.of(Span.of("★".repeat(stars) + "☆".repeat(3 - stars), STARS), Span.of(words, Look.LABEL));
    }

    private static List<List<Span>> contacts(JsonNode candidate) {
        Look look = Look.BODY.sized(9).in(Look.GRAY);
        List<List<Span>> lines = new ArrayList<>();
        List<Span> reach = new ArrayList<>();
        String preferred = Wording.address(candidate);
        String other = Fields.line(candidate, "email");
        mail(preferred, reach, look);
        if (!other.equalsIgnoreCase(preferred)) {
            mail(other, reach, look);
        }
        join(Fields.line(candidate, "contact_info", "phone"), null, reach, look);
        lines.add(reach);
        String city = Fields.line(candidate, "contact_info", "city");
        String country = Fields.line(candidate, "contact_info", "country");
        lines.add(List.of(Span.of(city + (city.isEmpty() || country.isEmpty() ? "" : ", ") + country, look)));
        List<Span> links = new ArrayList<>();
        for (String address :
                List.of(Fields.line(candidate, "profile_url"), Fields.line(candidate, "contact_info", "linkedin"))) {
            join(address, Links.safe(address), links, look);
        }
        lines.add(links);
        lines.removeIf(line -> line.stream().allMatch(span -> span.text().isBlank()));
        return lines;
    }

    private static void mail(String address, List<Span> line, Look look) {
        join(address, address.contains("@") ? Links.safe("mailto:" + address) : null, line, look);
    }

    private static void join(String text, String link, List<Span> line, Look look) {
        if (text.isEmpty()) {
            return;
        }
        if (!line.isEmpty()) {
            line.add(Span.of("  ·  ", look));
        }
        line.add(new Span(text, link == null ? look : look.in(Look.BLUE), link));
    }

    private List<Row> facts(JsonNode candidate) {
        String opening = Fields.first(
                Fields.line(candidate, "opening", "name"),
                Fields.line(candidate, "job_opening_id").isEmpty()
                        ? Wording.UNKNOWN
                        : "Opening " + Fields.line(candidate, "job_opening_id"));
        List<Row> rows = new ArrayList<>();
        rows.add(row(List.of(
                new Fact("Job opening", opening, 2),
                new Fact("Category", Fields.first(Fields.line(candidate, "category"), Wording.UNKNOWN), 1),
                new Fact("Decision", Wording.decision(candidate), 1))));
        rows.add(row(List.of(
                new Fact("Points", Wording.points(candidate), 1),
                new Fact("Started", Wording.time(candidate, "started_at"), 1),
                new Fact("Finished", Wording.time(candidate, "finished_at"), 1),
                new Fact("Time taken", Wording.timeTaken(candidate), 1))));
        String tags = tags(candidate);
        if (!tags.isEmpty()) {
            rows.add(row(List.of(new Fact("Tags", tags, COLUMNS))));
        }
        rows.set(0, rows.get(0).ruled());
        return rows;
    }

    private record Fact(String label, String value, int columns) {}

    private Row row(List<Fact> facts) {
        List<Row.PlacedLine> placed = new ArrayList<>();
        float x = 0;
        float height = 0;
        for (Fact fact : facts) {
            float width = fact.columns * COLUMN - 12;
            float y = Look.LABEL.leading();
            placed.add(new Row.PlacedLine(typesetter.one(fact.label, Look.LABEL, width), x, 0));
            for (Line line : typesetter.set(fact.value, Look.BODY, width)) {
                placed.add(new Row.PlacedLine(line, x, y));
                y += line.height();
            }
            height = Math.max(height, y);
            x += fact.columns * COLUMN;
        }
        return new Row(8, height, placed, null, false);
    }

    private static String tags(JsonNode candidate) {
        boolean named = !candidate.path("tags").isEmpty();
        List<String> tags = Fields.list(candidate, named ? "tags" : "tag_ids").stream()
                .map(tag -> PlainText.oneLine(PlainText.cut(tag, 60, 1)))
                .toList();
        String shown = String.join("  ·  ", tags.subList(0, Math.min(MOST_TAGS, tags.size())));
        if (tags.size() > MOST_TAGS) {
            shown += "  ·  and %d more".formatted(tags.size() - MOST_TAGS);
        }
        return named || tags.isEmpty() ? shown : shown + "  (ids; the names are not known)";
    }
}
