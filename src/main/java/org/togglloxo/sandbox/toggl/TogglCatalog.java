package org.togglloxo.sandbox.toggl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.togglloxo.sandbox.message.Answer;

/** Openings, categories and tags of the workspace, and what of them a candidate gets. */
public final class TogglCatalog {

    private static final List<String> TITLES = List.of(
            "Senior JavaScript Developer", "Java Engineer (m/f/d)", "Développeur·se Python", "Support Specialist");

    private final int firstOpening;
    private final List<ObjectNode> openings = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<ObjectNode> categories = new ArrayList<>();
    private final List<ObjectNode> tags = new ArrayList<>();

    public TogglCatalog(int firstOpening) {
        this.firstOpening = firstOpening;
        for (int i = 0; i < TITLES.size(); i++) {
            String id = Integer.toString(firstOpening + i);
            ObjectNode opening = node(id, TITLES.get(i)).put("slug", "JFHSAK2879FLKJ" + (char) ('A' + i));
            opening.put("created_at", "2024-12-0" + (i + 1) + "T10:00:00");
            opening.put("published_at", i == 2 ? null : "2024-12-0" + (i + 1) + "T10:00:00");
            opening.put("closed_at", i == 3 ? "2025-06-30T17:00:00" : null);
            openings.add(opening);
            categories.add(node(Integer.toString(200 + 2 * i), "Interview").put("job_opening_id", id));
            categories.add(node(Integer.toString(201 + 2 * i), "Talent pool").put("job_opening_id", id));
        }
        List.of("optimistic", "relocates", "mitarbeiter-empfohlen", "re-apply").forEach(this::addTag);
    }

    private static ObjectNode node(String id, String name) {
        return Answer.JSON.createObjectNode().put("id", id).put("name", name);
    }

    public String addTag(String name) {
        String id = Integer.toString(300 + tags.size());
        tags.add(node(id, name));
        return id;
    }

    public String addCategory(String name, String openingId) {
        String id = Integer.toString(200 + categories.size());
        categories.add(node(id, name).put("job_opening_id", openingId));
        return id;
    }

    public String addOpening(String name) {
        String id = Integer.toString(firstOpening + openings.size());
        ObjectNode opening = node(id, name).put("slug", "KLJFD9283FLKD" + id);
        openings.add(opening.put("created_at", "2025-01-06T10:00:00")
                .put("published_at", "2025-01-06T10:00:00")
                .putNull("closed_at"));
        return id;
    }

    /** All of them, the hidden ones included. */
    public List<ObjectNode> openings() {
        return openings;
    }

    public List<ObjectNode> listedOpenings() {
        return openings.stream()
                .filter(opening -> !hidden.contains(opening.get("id").textValue()))
                .toList();
    }

    public void hideOpening(String id) {
        hidden.add(id);
    }

    public List<ObjectNode> categories() {
        return categories;
    }

    public List<ObjectNode> tags() {
        return tags;
    }

    /** Opening and category; the first ones only, so that added ones leave the seeded candidates as they were. */
    void place(ObjectNode candidate, Random random) {
        int opening = random.nextInt(TITLES.size());
        int category = random.nextInt(3);
        candidate.put("category_id", category == 2 ? null : Integer.toString(200 + 2 * opening + category));
        candidate.put("job_opening_id", Integer.toString(firstOpening + opening));
    }

    /** What only the single candidate carries. */
    void detail(ObjectNode candidate, int mostPoints, Random random) {
        ArrayNode tagIds = candidate.putArray("tag_ids");
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(4) == 0) {
                tagIds.add(Integer.toString(300 + i));
            }
        }
        AnswerSheet.fill(candidate, mostPoints, random);
    }
}
