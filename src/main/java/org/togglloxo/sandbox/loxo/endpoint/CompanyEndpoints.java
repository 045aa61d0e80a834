package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.loxo.form.ItemForm;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.form.Paging;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Records;
import org.togglloxo.sandbox.message.Request;

/** The agency's clients over HTTP. Their list knows {@code scroll_id} and nothing of {@code per_page} (loxo-11). */
public final class CompanyEndpoints {

    private static final int PER_PAGE = 25;
    private static final List<String> TEXTS = List.of(
            "name",
            "url",
            "description",
            "culture",
            "blocked_until",
            "fee",
            "fee_type_id",
            "owner_email",
            "company_global_status_id");

    private final Records companies;
    private final LoxoReference reference;

    public CompanyEndpoints(Agency agency) {
        this.companies = agency.companies;
        this.reference = agency.reference;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /companies", this::list)
                .on("POST /companies", request -> save(request, null))
                .on(
                        "GET /companies/{id}",
                        request -> one(request, company -> Answer.ok(company).about(request.pathValue("id"))))
                .on("PUT /companies/{id}", request -> one(request, company -> save(request, company)));
    }

    private Answer list(Request request) {
        String type = request.query("company_type_id");
        List<ObjectNode> found = companies.all().stream()
                .filter(company -> Paging.matches(
                        request.query("query"), company.get("name").textValue()))
                .filter(company -> type == null
                        || type.equals(company.at("/company_type/id").asText()))
                .toList();
        return Paging.scroll(
                request, found, company -> company.get("id").longValue(), company -> company, "companies", PER_PAGE);
    }

    /** @param before the company as it was, or null for a new one; nothing says that Loxo compares names */
    private Answer save(Request request, ObjectNode before) {
        ParameterChecks checks = new ParameterChecks(request)
                .each("company[company_type_id]", reference.in("company_types"))
                .each("company[fee]", fee -> fee.matches("\\d{1,9}(\\.\\d{1,4})?"))
                .flag("company[blocked]")
                .time("company[blocked_until]");
        reference.fields().check("company", checks);
        checks.orRefuse();
        ObjectNode company = before == null ? companies.add() : before;
        new ItemForm(request, "company", reference)
                .texts(company, TEXTS)
                .flags(company, List.of("blocked"))
                .several(company, List.of("emails", "phones", "addresses"))
                .entry(company, "company_type_id", "company_types", "company_type")
                .custom(company);
        return ItemForm.written(before == null ? 201 : 200, "company", company);
    }

    private Answer one(Request request, Function<ObjectNode, Answer> answer) {
        return companies.find(request.pathValue("id")).map(answer).orElseGet(LoxoErrors::notFound);
    }
}
