package org.togglloxo.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Candidates as tests need them, for {@code toggl().add(...)}. */
public final class Candidates {

    private Candidates() {}

    /** Possible hire with a score of 80, one address, nothing else known. */
    public static Edit someone(String email) {
        return candidate -> {
            candidate.put("name", "Some One").put("email", email);
            candidate.remove("contact_info");
            candidate.remove("profile_url");
            candidate.putArray("tag_ids");
            candidate.put("hire_state", "possible-hire").put("score", 80);
        };
    }

    /** A change of one candidate. */
    public interface Edit extends Consumer<ObjectNode> {

        default Edit named(String name) {
            return and(candidate -> candidate.put("name", name));
        }

        default Edit scored(double score) {
            return and(candidate -> candidate.put("score", score));
        }

        default Edit inState(String hireState) {
            return and(candidate -> candidate.put("hire_state", hireState));
        }

        default Edit contact(String field, String value) {
            return and(candidate -> ((ObjectNode)
                            (candidate.has("contact_info")
                                    ? candidate.get("contact_info")
                                    : candidate.putObject("contact_info")))
                    .put(field, value));
        }

        default Edit and(Consumer<ObjectNode> more) {
            return candidate -> {
                accept(candidate);
                more.accept(candidate);
            };
        }
    }
}
