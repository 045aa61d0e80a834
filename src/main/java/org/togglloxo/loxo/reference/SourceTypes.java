package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Runs;

/** Where people come from, as Loxo keeps it: the id of the source type that {@code loxo.source-type} names. */
public final class SourceTypes {

    private static final String PATH = "/source_types";
    private static final int MOST_PAGES = 100;

    private final ReferenceData reference;
    private final Runs runs;
    private final String name;
    private final boolean create;
    private final OncePerRun<Optional<String>> id;

    /**
     * @param name empty for none
     * @param create whether a missing one is made
     */
    public SourceTypes(ReferenceData reference, Runs runs, String name, boolean create) {
        this.reference = reference;
        this.runs = runs;
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
        Optional<List<JsonNode>> all = all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> found = ReferenceData.named(all.get(), List.of(name))
                .map(type -> type.path("id").asText());
        if (found.isPresent()) {
            return found;
        }
        if (create && runs.planning()) {
            runs.notes().called(CallKind.LISTS, 1);
            return found;
        }
        if (create) {
            return reference
                    .write(
                            LoxoRequest.write("POST", PATH, List.of(Map.entry("source_type[name]", name))),
                            "people get no source type")
                    .flatMap(answer -> new LoxoPerson(
                                    answer.path("source_type").isObject() ? answer.path("source_type") : answer)
                            .id());
        }
        runs.notes()
                .remark(
                        RemarkCode.SOURCE_TYPE_UNKNOWN,
                        "Loxo has no source type '%s' (loxo.source-type): people get none. Add it in Loxo, set loxo.create-source-type=true, or leave loxo.source-type empty"
                                .formatted(name));
        return Optional.empty();
    }

    /** Pages by {@code after_id}, until one brings nothing new. */
    private Optional<List<JsonNode>> all() {
        List<JsonNode> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<Map.Entry<String, String>> from = List.of();
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<JsonNode> answer = reference.read(LoxoRequest.get(PATH, from), "people get no source type");
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            List<JsonNode> fresh = ListWalk.records(answer.get()).stream()
                    .filter(type -> seen.add(type.path("id").asText()))
                    .toList();
            all.addAll(fresh);
            if (fresh.isEmpty() || ReferenceData.named(all, List.of(name)).isPresent()) {
                break;
            }
            from = List.of(
                    Map.entry("after_id", fresh.get(fresh.size() - 1).path("id").asText()));
        }
        return Optional.of(all);
    }
}
