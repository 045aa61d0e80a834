package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.delivery.AddressLocks;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/** Where people come from, as Loxo keeps it: the id of the source type that {@code loxo.source-type} names. */
public final class SourceTypes {

    public static final String PATH = "/source_types";
    private static final String RESTS = "people get no source type";

    private final ReferenceData reference;
    private final Runs runs;
    private final RunNotes notes;
    private final Claims claims;
    private final String name;
    private final boolean create;
    private final OncePerRun<Optional<String>> id;

    /**
     * @param name empty for none
     * @param create whether a missing one is made
     */
    public SourceTypes(ReferenceData reference, Runs runs, RunNotes notes, Claims claims, String name, boolean create) {
        this.reference = reference;
        this.runs = runs;
        this.notes = notes;
        this.claims = claims;
        this.name = name;
        this.create = create;
        this.id = new OncePerRun<>(runs, this::find);
    }

    public String name() {
        return name;
    }

    /** Its id; empty where there is none to be set. */
    public Optional<String> id() {
        return name.isEmpty() ? Optional.empty() : id.get();
    }

    /** The list of them where it is needed and Loxo may give it out later. */
    public Optional<String> unread() {
        return name.isEmpty() || id().isPresent() ? Optional.empty() : reference.unread(PATH);
    }

    private Optional<String> find() {
        return all().flatMap(types -> {
            Optional<String> found = idIn(types);
            return found.isPresent() ? found : missing();
        });
    }

    private Optional<List<JsonNode>> all() {
        return new ListWalk(request -> reference.readList(request, RESTS), PATH, List.of())
                .byLastId(types -> idIn(types).isPresent())
                .all();
    }

    private Optional<String> missing() {
        if (create && runs.planning()) {
            // it is looked for once more, up to an answer without a new one, and made
            notes.called(CallKind.LISTS, 3);
            return Optional.empty();
        }
        if (create) {
            return make();
        }
        notes.remark(
                RemarkCode.SOURCE_TYPE_UNKNOWN,
                "Loxo has no source type '%s' (loxo.source-type): people get none. Add it in Loxo, set loxo.create-source-type=true, or leave loxo.source-type empty. For those who were delivered without it, use: retry --all"
                        .formatted(name));
        return Optional.empty();
    }

    /** While others waited for leave, the source type may have come to be. */
    private Optional<String> make() {
        try (AddressLocks.Claim claim = claims.claimMaking("source types made")) {
            return all().flatMap(types -> {
                Optional<String> found = idIn(types);
                return found.isPresent() ? found : post();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("the program ends", e);
        }
    }

    private Optional<String> post() {
        return reference
                .write(LoxoRequest.write("POST", PATH, List.of(Map.entry("source_type[name]", name))), RESTS)
                .flatMap(answer -> new LoxoPerson(answer).id());
    }

    private Optional<String> idIn(List<JsonNode> types) {
        return ReferenceData.named(types, List.of(name))
                .map(type -> type.path("id").asText());
    }
}
