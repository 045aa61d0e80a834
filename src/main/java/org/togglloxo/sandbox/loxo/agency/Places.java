package org.togglloxo.sandbox.loxo.agency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.sandbox.message.Answer;

/** Every country; states and cities for some of them, from {@code places.txt}. */
public final class Places {

    private final ArrayNode countries = Answer.JSON.createArrayNode();
    private final Map<String, List<ObjectNode>> statesByCountry = new HashMap<>();
    private final Map<String, List<ObjectNode>> citiesByState = new HashMap<>();
    private long lastStateId = 4000;
    private long lastCityId = 120_000;

    Places() {
        Map<String, String> ids = new HashMap<>();
        String[] codes = Locale.getISOCountries();
        for (int i = 0; i < codes.length; i++) {
            String name = new Locale.Builder().setRegion(codes[i]).build().getDisplayCountry(Locale.ENGLISH);
            countries.addObject().put("id", i + 1).put("name", name).put("code", codes[i]);
            ids.put(codes[i], Integer.toString(i + 1));
        }
        lines().forEach(line -> addState(ids, line.split("\\|", -1)));
    }

    public ArrayNode countries() {
        return countries;
    }

    public List<ObjectNode> states(String countryId) {
        return statesByCountry.getOrDefault(countryId, List.of());
    }

    public List<ObjectNode> cities(String stateId) {
        return citiesByState.getOrDefault(stateId, List.of());
    }

    public boolean isStateOf(String countryId, String stateId) {
        return states(countryId).stream()
                .anyMatch(state -> state.get("id").asText().equals(stateId));
    }

    public Optional<ObjectNode> state(String id) {
        return statesByCountry.values().stream()
                .flatMap(List::stream)
                .filter(state -> state.get("id").asText().equals(id))
                .findFirst();
    }

    private void addState(Map<String, String> countryIds, String[] part) {
        ObjectNode state = Answer.JSON.createObjectNode().put("id", ++lastStateId);
        state.put("name", part[2]).put("code", part[1]);
        statesByCountry
                .computeIfAbsent(countryIds.get(part[0]), k -> new ArrayList<>())
                .add(state);
        List<ObjectNode> cities = new ArrayList<>();
        for (String name : part[3].split(",")) {
            if (!name.isEmpty()) {
                cities.add(
                        Answer.JSON.createObjectNode().put("id", ++lastCityId).put("name", name));
            }
        }
        citiesByState.put(Long.toString(lastStateId), cities);
    }

    private static List<String> lines() {
        try (InputStream in = Places.class.getResourceAsStream("places.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
