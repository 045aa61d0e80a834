package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/** Where people come from, as Loxo keeps it: the id of the source type that {@code loxo.source-type} names. */
public final class SourceTypes {

    private static final String PATH = "/source_types";
    private static final String RESTS = "people get no source type";

    private final ReferenceData reference;
    private final Runs runs;
    private final RunNotes notes;
    private final String name;
    private final boolean create;
    private final OncePerRun<Optional<String>> id;

    /**
     * @param name empty for none
     * @param create whether a missing one is made
     */
    public SourceTypes(ReferenceData reference, Runs runs, RunNotes notes, String name, boolean create) {
        this.reference = reference;
        this.runs = runs;
        this.notes = notes;
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

    private Optional<String> find() {
        Optional<List<JsonNode>> all = new ListWalk(request -> reference.read(request, RESTS), PATH, List.of())
                .byLastId(types -> named(types).isPresent())
                .all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> found = named(all.get()).map(type -> type.path("id").asText());
        if (found.isPresent()) {
            return found;
        }
        if (create && runs.planning()) {
            notes.called(CallKind.LISTS, 1);
            return found;
        }
        if (create) {
            return reference
                    .write(LoxoRequest.write("POST", PATH, List.of(Map.entry("source_type[name]", name))), RESTS)
                    .flatMap(answer -> new LoxoPerson(
                                    answer.path("source_type").isObject() ? answer.path("source_type") : answer)
                            .id());
        }
        notes.remark(
                RemarkCode.SOURCE_TYPE_UNKNOWN,
                "Loxo has no source type '%s' (loxo.source-type): people get none. Add it in Loxo, set loxo.create-source-type=true, or leave loxo.source-type empty"
                        .formatted(name));
        return Optional.empty();
    }

    private Optional<JsonNode> named(List<JsonNode> types) {
        return ReferenceData.named(types, List.of(name));
    }
}
