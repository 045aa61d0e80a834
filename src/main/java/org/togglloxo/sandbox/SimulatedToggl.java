package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.togglloxo.sandbox.http.HttpServer;
import org.togglloxo.sandbox.http.Instruments;
import org.togglloxo.sandbox.toggl.CandidateStore;
import org.togglloxo.sandbox.toggl.TogglCatalog;

/**
 * The workspace of Toggl Hire. A candidate is the JSON that {@code GET /candidates/{id}} answers; what is handed out is
 * a copy.
 */
public final class SimulatedToggl extends SimulatedService {

    private final CandidateStore candidates;
    private final TogglCatalog catalog;

    SimulatedToggl(HttpServer front, Instruments watch, CandidateStore candidates, TogglCatalog catalog) {
        super(front, watch);
        this.candidates = candidates;
        this.catalog = catalog;
    }

    public int candidateCount() {
        synchronized (candidates) {
            return candidates.size();
        }
    }

    /** In the order of {@code started_at}. */
    public List<String> candidateIds() {
        synchronized (candidates) {
            return candidates.ids();
        }
    }

    public Optional<ObjectNode> candidate(String id) {
        synchronized (candidates) {
            return candidates.find(id).map(ObjectNode::deepCopy);
        }
    }

    /**
     * Adds a candidate who starts after all seeded ones, complete and with an address of their own, then lets
     * {@code edit} change whatever it likes ({@code started_at} decides the place in the list).
     *
     * @return the id
     */
    public String add(Consumer<ObjectNode> edit) {
        synchronized (candidates) {
            ObjectNode candidate = candidates.fresh();
            edit.accept(candidate);
            candidates.put(candidate);
            return candidate.get("id").textValue();
        }
    }

    /** Adds a candidate with the {@code email} of another one. */
    public String addSharing(String otherId) {
        String address = existing(otherId).get("email").textValue();
        return add(candidate -> candidate.put("email", address).remove("contact_info"));
    }

    /** Changes a candidate in place. */
    public void change(String id, Consumer<ObjectNode> edit) {
        synchronized (candidates) {
            ObjectNode candidate = existing(id);
            edit.accept(candidate);
            replace(candidate);
        }
    }

    /** Puts this candidate in the place of the one with the same id, or adds it. */
    public void replace(ObjectNode candidate) {
        synchronized (candidates) {
            candidates.put(candidate.deepCopy());
        }
    }

    /** @return false where there is none */
    public boolean remove(String id) {
        synchronized (candidates) {
            return candidates.remove(id);
        }
    }

    public List<ObjectNode> openings() {
        synchronized (candidates) {
            return catalog.openings().stream().map(ObjectNode::deepCopy).toList();
        }
    }

    public List<ObjectNode> categories() {
        synchronized (candidates) {
            return catalog.categories().stream().map(ObjectNode::deepCopy).toList();
        }
    }

    public List<ObjectNode> tags() {
        synchronized (candidates) {
            return catalog.tags().stream().map(ObjectNode::deepCopy).toList();
        }
    }

    /** @return the id */
    public String addOpening(String name) {
        synchronized (candidates) {
            return catalog.addOpening(name);
        }
    }

    /** Changes an opening in place, its {@code closed_at} for example. */
    public void changeOpening(String id, Consumer<ObjectNode> edit) {
        synchronized (candidates) {
            catalog.openings().stream()
                    .filter(opening -> opening.get("id").textValue().equals(id))
                    .forEach(edit);
        }
    }

    /** From now on {@code /openings} leaves it out, while {@code /openings/{id}} still answers. */
    public void hideOpening(String id) {
        synchronized (candidates) {
            catalog.hideOpening(id);
        }
    }

    /** @return the id */
    public String addCategory(String name, String openingId) {
        synchronized (candidates) {
            return catalog.addCategory(name, openingId);
        }
    }

    /** @return the id */
    public String addTag(String name) {
        synchronized (candidates) {
            return catalog.addTag(name);
        }
    }

    private ObjectNode existing(String id) {
        return candidate(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("No candidate " + id + ". Take one of candidateIds()."));
    }
}
