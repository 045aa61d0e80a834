package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.togglloxo.candidate.Address;

/** A candidate of Toggl Hire's, for somebody who has to decide who it is. */
public record FoundCandidate(String name, List<String> emails) {

    /** By the rules of the mapping: what the candidate gave after the test comes first. */
    public static FoundCandidate of(JsonNode candidate) {
        JsonNode contact = candidate.path("contact_info");
        List<String> emails = texts(contact.path("contact_email"), candidate.path("email")).stream()
                .filter(Address::isAddress)
                .toList();
        String name = Stream.concat(texts(contact.path("full_name"), candidate.path("name")).stream(), emails.stream())
                .findFirst()
                .orElse("without a name");
        return new FoundCandidate(name, emails);
    }

    private static List<String> texts(JsonNode... values) {
        return Stream.of(values)
                .map(value -> value.asText("").strip())
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .toList();
    }
}
