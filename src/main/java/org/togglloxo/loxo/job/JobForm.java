package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.loxo.api.Html;
import org.togglloxo.loxo.mapping.ParameterNames;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.route.Nearest;
import org.togglloxo.sync.run.RemarkCode;

/**
 * Turns what the mapping says of a job into what Loxo takes: ids in the place of names, by the lists of the agency. What
 * Loxo would refuse is refused here, before anything is sent. Loxo needs title, company, job type and salary (loxo-26).
 */
public final class JobForm {

    private static final String FILE = "routes/66-create-job.camel.yaml";
    private static final Set<String> NAMES =
            Set.of("company", "job_type", "compensation_type", "categories", "country", "state", "city");

    private final ReferenceData reference;
    private final ParameterNames parameters;
    private final Companies companies;
    private final JobPlaces places;
    private final JobPolicy policy;

    public JobForm(
            ReferenceData reference,
            ParameterNames parameters,
            Companies companies,
            JobPlaces places,
            JobPolicy policy) {
        this.reference = reference;
        this.parameters = parameters;
        this.companies = companies;
        this.places = places;
        this.policy = policy;
    }

    /** Reads, and writes nothing. */
    public JobDraft draft(JsonNode mapped) {
        JobDraft draft = new JobDraft();
        mapped.properties().stream()
                .filter(field -> !NAMES.contains(field.getKey()))
                .forEach(field -> plain(field.getKey(), field.getValue(), draft));
        requireAll(mapped, draft);
        if (draft.hindrance().isEmpty()) {
            one(mapped, "job_type", "/job_types", "jobs.job-type", draft).ifPresent(id -> draft.set("job_type_id", id));
            one(mapped, "compensation_type", "/compensation_types", "jobs.compensation-type", draft);
            categories(mapped, draft);
            text(mapped, "company").ifPresent(name -> companies.find(name, draft));
            places.find(
                    text(mapped, "country").orElse(""),
                    text(mapped, "state").orElse(""),
                    text(mapped, "city").orElse(""),
                    draft);
        }
        return draft;
    }

    /** @throws Fail when it gives something that a job cannot have */
    void check(JsonNode mapped) {
        if (!mapped.isObject()) {
            throw new Fail(Reason.MAPPING, "The mapping of a job is an object. Fix " + FILE);
        }
        mapped.properties().forEach(field -> {
            String name = field.getKey();
            if (!NAMES.contains(name) && !parameters.jobTakes(name)) {
                throw new Fail(Reason.MAPPING, unknown(name), name);
            }
            boolean takesList = name.equals("categories") || name.endsWith("_ids") || name.equals("owner_emails");
            if (field.getValue().isObject() || field.getValue().isArray() && !takesList) {
                throw new Fail(
                        Reason.MAPPING,
                        "The mapping gives %s as a list or an object; it takes one value. Fix %s".formatted(name, FILE),
                        name);
            }
        });
    }

    private String unknown(String parameter) {
        Set<String> known = new TreeSet<>(parameters.job());
        known.addAll(NAMES);
        return "%s gives '%s', which Loxo has no parameter for.%s Use one of %s"
                .formatted(FILE, parameter, Nearest.question(parameter, known), String.join(", ", known));
    }

    private void plain(String parameter, JsonNode value, JobDraft draft) {
        if (!parameters.jobTakes(parameter)) {
            hinder(draft, unknown(parameter));
        }
        texts(value)
                .forEach(text -> draft.set(
                        value.isArray() ? parameter + "[]" : parameter,
                        parameter.equals("description") ? Html.of(text) : text));
    }

    private void requireAll(JsonNode mapped, JobDraft draft) {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("company", "jobs.company");
        needed.put("job_type", "jobs.job-type");
        List<String> missing = new ArrayList<>();
        needed.forEach((name, setting) -> {
            if (text(mapped, name).isEmpty() && !draft.has(name + "_id")) {
                missing.add(setting);
            }
        });
        if (!draft.has("salary")) {
            missing.add("jobs.salary");
        }
        if (!draft.has("title")) {
            missing.add("title in " + FILE);
        }
        if (!missing.isEmpty()) {
            hinder(
                    draft,
                    "Loxo makes no job without company, job type, salary and title. Set %s"
                            .formatted(String.join(" and ", missing)));
        }
    }

    /** The id of the one entry that the mapping names. */
    private Optional<String> one(JsonNode mapped, String name, String path, String setting, JobDraft draft) {
        return text(mapped, name).flatMap(wanted -> {
            Optional<List<JsonNode>> all = list(path, draft);
            Optional<String> found = all.flatMap(entries -> ReferenceData.named(entries, List.of(wanted)))
                    .map(entry -> entry.path("id").asText());
            if (all.isPresent() && found.isEmpty()) {
                hinder(
                        draft,
                        "Loxo has no '%s' at %s, which has %s. Fix %s"
                                .formatted(wanted, path, namesOf(all.get()), setting));
            }
            return found;
        });
    }

    private void categories(JsonNode mapped, JobDraft draft) {
        List<String> wanted = texts(mapped.path("categories"));
        if (wanted.isEmpty()) {
            return;
        }
        list("/job_categories", draft)
                .ifPresent(entries -> wanted.forEach(name -> ReferenceData.named(entries, List.of(name))
                        .ifPresentOrElse(
                                entry -> draft.set(
                                        "job_category_ids[]", entry.path("id").asText()),
                                () -> policy.leaveOut(
                                        RemarkCode.JOB_CATEGORY_UNKNOWN,
                                        "Loxo has no job category '%s'; add it there, or map it in %s"
                                                .formatted(name, FILE)))));
    }

    private Optional<List<JsonNode>> list(String path, JobDraft draft) {
        Optional<List<JsonNode>> all = reference.list(path, JobPolicy.CONSEQUENCE);
        if (all.isEmpty()) {
            draft.hinder("Loxo's %s cannot be read".formatted(path));
        }
        return all;
    }

    private void hinder(JobDraft draft, String why) {
        policy.remark(RemarkCode.JOB_NOT_MADE, why);
        draft.hinder(why);
    }

    private static String namesOf(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("name").asText()).collect(Collectors.joining(", "));
    }

    private static Optional<String> text(JsonNode mapped, String name) {
        return texts(mapped.path(name)).stream().findFirst();
    }

    /** One value or several, without blanks and nulls. */
    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(item -> {
            String text = item.isNull() ? "" : item.asText("").strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        });
        return texts;
    }
}
