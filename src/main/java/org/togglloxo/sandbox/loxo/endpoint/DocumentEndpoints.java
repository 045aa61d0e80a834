package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.LoxoDocument;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.loxo.form.ItemForm;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** Files for a profile (loxo-25). Each upload is one more, whatever is there already. */
public final class DocumentEndpoints {

    private final Agency agency;

    public DocumentEndpoints(Agency agency) {
        this.agency = agency;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("POST /people/{person_id}/documents", request -> upload(request, false))
                .on("POST /people/{person_id}/resumes", request -> upload(request, true));
    }

    private Answer upload(Request request, boolean isResume) {
        return agency.people
                .find(request.pathValue("person_id"))
                .map(person -> upload(request, person, isResume))
                .orElseGet(LoxoErrors::notFound);
    }

    private Answer upload(Request request, Person person, boolean isResume) {
        new ParameterChecks(request)
                .each("source_type_id", agency.reference.in("source_types"))
                .orRefuse();
        String source = request.field("source_type_id");
        LoxoDocument document = agency.addDocument(
                person.id,
                isResume,
                request.field("document"),
                request.files().get("document"),
                source == null || source.isBlank() ? 0 : Long.parseLong(source));
        ObjectNode json =
                Answer.JSON.createObjectNode().put("id", document.id()).put("name", document.name());
        return ItemForm.written(201, isResume ? "resume" : "document", json).about(person.id);
    }
}
