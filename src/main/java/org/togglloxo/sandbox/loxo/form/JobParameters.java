package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** What a write does to a job. The company must exist already, by id or by name, as is documented (loxo-26). */
public final class JobParameters {

    private static final List<String> TEXTS = List.of(
            "title",
            "address",
            "city",
            "description",
            "internal_notes",
            "salary",
            "zip",
            "published_at",
            "published_end_date");
    private static final List<String> FLAGS = List.of("active", "company_hidden", "published", "remote_work_allowed");

    private final Agency agency;
    private final LoxoReference reference;

    public JobParameters(Agency agency) {
        this.agency = agency;
        this.reference = agency.reference;
    }

    /** @throws InvalidParameters naming all that is wrong */
    public void check(Request request) {
        ParameterChecks checks = new ParameterChecks(request)
                .each("job[job_type_id]", reference.in("job_types"))
                .each("job[job_status_id]", reference.in("job_statuses"))
                .each("job[job_category_ids][]", reference.in("job_categories"))
                .each("job[company_id]", agency.companies::has)
                .each("job[raw_company_name]", name -> companyNamed(name).isPresent())
                .each("job[country_id]", reference.in("countries"))
                .each("job[state_id]", id -> isStateOf(request.field("job[country_id]"), id))
                .each("job[owner_emails][]", this::isUser)
                .time("job[published_at]")
                .time("job[published_end_date]");
        FLAGS.forEach(name -> checks.flag("job[" + name + "]"));
        reference.fields().check("job", checks);
        checks.orRefuse();
    }

    public ObjectNode apply(Request request, ObjectNode job) {
        ItemForm form = new ItemForm(request, "job", reference);
        form.texts(job, TEXTS)
                .flags(job, FLAGS)
                .entry(job, "job_type_id", "job_types", "job_type")
                .entry(job, "job_status_id", "job_statuses", "status")
                .entries(job, "job_category_ids", "job_categories", "categories")
                .entry(job, "country_id", "countries", "country")
                .several(job, List.of("owner_emails"))
                .custom(job);
        String state = form.value("state_id");
        if (state != null) {
            job.set("state", reference.places().state(state).orElse(null));
        }
        company(form).ifPresent(company -> job.set("company", company));
        return job;
    }

    private Optional<JsonNode> company(ItemForm form) {
        String id = form.value("company_id");
        String name = form.value("raw_company_name");
        Optional<ObjectNode> found = id != null && !id.isBlank()
                ? agency.companies.find(id)
                : name == null || name.isBlank() ? Optional.empty() : companyNamed(name);
        return found.map(company -> company.deepCopy().retain("id", "name"));
    }

    private Optional<ObjectNode> companyNamed(String name) {
        return agency.companies.all().stream()
                .filter(company -> company.get("name").textValue().equalsIgnoreCase(name.trim()))
                .findFirst();
    }

    /** A state without its country says nothing: its id is only found by way of the country's. */
    private boolean isStateOf(String countryId, String id) {
        return countryId != null && reference.places().isStateOf(countryId, id);
    }

    private boolean isUser(String address) {
        for (JsonNode user : reference.list("users")) {
            if (user.get("email").textValue().equalsIgnoreCase(address)) {
                return true;
            }
        }
        return false;
    }

    /** What a job has before anything is said about it. */
    public static ObjectNode opened(ObjectNode job, String at) {
        job.putObject("status").put("id", 31).put("name", "Active");
        job.putObject("job_type").put("id", 21).put("name", "Full Time");
        job.putArray("categories");
        return job.put("published", false).put("created_at", at).put("updated_at", at);
    }
}
