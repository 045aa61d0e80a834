package org.togglloxo.loxo.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.Attachment;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.person.PersonSearch;
import org.togglloxo.loxo.person.SearchHints;
import org.togglloxo.loxo.posting.Application;
import org.togglloxo.loxo.posting.ExistenceCheck;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.delivery.AddressLocks;

/** Loxo for the Kamelet {@code loxo-apply-sink}: one application for one job, unless the person is on the job already. */
public final class ApplicationWriter extends LoxoConnection {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");

    private String jobId = "";

    /** The job's number in Loxo; anything else is refused when the Kamelet starts. */
    public void setJobId(String jobId) {
        this.jobId = jobId;
    }

    @Override
    void check(Settings all, List<Problem> problems) {
        if (!jobId.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(
                    "jobId is '%s': the number of a job in Loxo is needed, as it stands in the address of its page"
                            .formatted(jobId));
        }
    }

    /**
     * Applies.
     *
     * @param body the file, in anything that Camel makes bytes of
     * @param name required, as are the address and the phone
     * @param email the person is looked up by it
     * @param phone as Loxo is to show it
     * @param linkedin the address of a profile, or null
     * @param fileName what it is called in Loxo, without folders; {@code resume.pdf} where it is null
     * @param contentType {@code application/pdf} where it is null
     * @return {@code outcome}, {@code created} or {@code unchanged}
     * @throws Fail when something that Loxo requires is missing, when the address belongs to several people, or when it refuses
     */
    public JsonNode apply(
            @Body Object body,
            @Header("name") String name,
            @Header("email") String email,
            @Header("phone") String phone,
            @Header("linkedin") String linkedin,
            @Header("CamelFileName") String fileName,
            @Header("Content-Type") String contentType,
            Exchange message)
            throws Exception {
        // what follows the type is about text
        String type = contentType == null
                ? "application/pdf"
                : contentType.replaceFirst(";.*", "").strip();
        byte[] resume = body == null || body instanceof Map
                ? null
                : message.getContext().getTypeConverter().tryConvertTo(byte[].class, message, body);
        require("the header name", name);
        require("the header email", email);
        require("the header phone", phone);
        require("a body, the file of the resume,", resume == null || resume.length == 0 ? null : "there");
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new Fail(
                    Reason.MAPPING,
                    "The header Content-Type is no type of a file, such as application/pdf. Set it, or remove it, before the Kamelet");
        }
        Attachment file = new Attachment(
                "resume", fileName == null ? "resume.pdf" : fileName.replaceFirst(".*[/\\\\]", ""), type, resume);
        Application.Applicant who = new Application.Applicant(name, email, phone);
        Set<String> address = Set.of(Address.hash(email));
        return told(() ->
                holding(address, message, claim -> applied(who, Optional.ofNullable(linkedin), file, address, claim)));
    }

    private JsonNode applied(
            Application.Applicant who,
            Optional<String> linkedin,
            Attachment file,
            Set<String> address,
            AddressLocks.Claim claim)
            throws Exception {
        // whom Loxo made of the application its search may not show yet, and the job's list hangs on who it is
        if (!recent().found(onJob(who), settings().indexLag()).isEmpty()) {
            return result("unchanged");
        }
        return lookingFirst(address, (hints, again) -> apply(who, linkedin, file, claim, hints, again));
    }

    private JsonNode apply(
            Application.Applicant who,
            Optional<String> linkedin,
            Attachment file,
            AddressLocks.Claim claim,
            SearchHints hints,
            boolean again)
            throws Exception {
        PersonSearch search = PersonSearch.byAddresses(List.of(who.email()), hints);
        search.ask(this::call);
        claimPeople(claim, search.ids());
        for (String personId : search.ids()) {
            OutboxEntry entry = OutboxEntry.first("", OutboxEntry.APPLICATION, jobId, personId);
            ExistenceCheck existence =
                    new ExistenceCheck(new Application(entry, true, "", who, Optional.empty(), linkedin, () -> file));
            existence.ask(this::call);
            if (existence.isThere()) {
                return result(again ? "created" : "unchanged");
            }
        }
        refuseSeveral(search);
        OutboxEntry entry = OutboxEntry.first("", OutboxEntry.APPLICATION, jobId, null);
        LoxoRequest request = new Application(entry, false, "", who, Optional.empty(), linkedin, () -> file).write();
        long sentAt = clock.millis();
        LoxoAnswers.requireSaved(request.label(), post(request));
        recent().isFoundBy(onJob(who), jobId);
        if (!search.isFound()) {
            // Loxo makes a person of it, and does not tell whom
            recent().isUnknown(Set.of(Address.hash(who.email())), ago(sentAt));
        }
        return result("created");
    }

    /** What stands for the application among the addresses. */
    private Set<String> onJob(Application.Applicant who) {
        return Set.of(Address.hash("job %s %s".formatted(jobId, Address.hash(who.email()))));
    }

    private static void require(String what, String value) {
        if (value == null || value.isBlank()) {
            throw new Fail(
                    Reason.MAPPING,
                    "Loxo takes no application without name, email, phone and resume, and %s is missing. Set it before the Kamelet"
                            .formatted(what));
        }
    }

    private static JsonNode result(String outcome) {
        return JsonNodeFactory.instance.objectNode().put("outcome", outcome);
    }
}
