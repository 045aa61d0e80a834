package org.togglloxo.cli.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.togglloxo.candidate.Address;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.report.TimeFormat;
import org.togglloxo.settings.PrivateFiles;
import org.togglloxo.sync.plan.PlannedWrites;
import org.togglloxo.sync.run.CandidateReport;

/**
 * A plan that is kept until somebody has it done: whom it is about, and what was seen of them, as ids and hashes.
 *
 * @param at when it was made (milliseconds)
 * @param salt of the hashes of lines
 */
record PlanFile(int format, long at, Origin origin, String salt, List<PlannedWrites.Planned> candidates) {

    private static final int FORMAT = 2;
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final String DIGEST = "digest";
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    /**
     * Where a plan was made.
     *
     * @param version of the program
     * @param rules the hash of those in force
     * @param agency the slug, with where it is
     * @param agencyId {@code agency_id}; empty where it is not known
     * @param ledger SHA-256 of {@code ledger.url}
     * @param openings those of the workspace that the ledger knows, or where it knows none, that there are
     */
    record Origin(String version, String rules, String agency, String agencyId, String ledger, List<String> openings) {

        static Origin of(FlowSettings settings, Flow flow, Ledger ledger) {
            String version = PlanFile.class.getPackage().getImplementationVersion();
            return new Origin(
                    version == null ? "" : version,
                    flow.rules(),
                    settings.loxo().baseUrl() + " " + settings.loxo().agencySlug(),
                    ledger.ownership().agency().flatMap(BoundAgency::id).orElse(""),
                    Address.sha256(settings.ledger().url()),
                    List.copyOf(flow.ledgerBinding().openings()));
        }
    }

    /** What a plan gathers; used by several threads. */
    static final class Builder {

        private final String salt;
        private final List<PlannedWrites.Planned> candidates = new ArrayList<>();

        Builder() {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            salt = HexFormat.of().formatHex(random);
        }

        /** Of somebody to whom nothing is done nothing is kept. */
        synchronized void add(CandidateReport report) {
            boolean written = report.entry().result().isWritten();
            if (written && !report.changes().isEmpty()) {
                String person = report.entry().result().loxoId();
                candidates.add(new PlannedWrites.Planned(
                        report.entry().before().togglId(),
                        report.entry().delivery().fingerprint(),
                        report.entry().delivery().agency(),
                        report.known(),
                        person == null ? "" : person,
                        report.seen(),
                        report.changes().stream()
                                .map(line -> PlannedWrites.hash(salt, line))
                                .toList()));
            }
        }

        synchronized PlanFile build(Origin origin, Clock clock) {
            return new PlanFile(FORMAT, clock.millis(), origin, salt, List.copyOf(candidates));
        }
    }

    byte[] bytes() {
        ObjectNode all = JSON.valueToTree(this);
        all.put(DIGEST, Address.sha256(all.toString()));
        return (all + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException with a message, where it is no plan as it was written */
    static PlanFile read(Path file) throws IOException {
        byte[] bytes;
        try {
            requireOwn(file);
            PrivateFiles.tighten(file);
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("%s is not there. plan --out FILE makes one".formatted(file), e);
        } catch (NotOurs e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("%s cannot be read (%s)".formatted(file, e), e);
        }
        try {
            JsonNode all = JSON.readTree(bytes);
            if (all instanceof ObjectNode object && object.path("format").asInt() == FORMAT) {
                String digest = object.path(DIGEST).asText();
                object.remove(DIGEST);
                if (Address.sha256(object.toString()).equals(digest)) {
                    return JSON.treeToValue(object, PlanFile.class);
                }
            }
        } catch (JsonProcessingException e) {
            // one that was cut is no JSON any more
        }
        throw new IOException(
                "%s was changed or cut since plan wrote it, or is no plan of this version. Make a new one: plan --out FILE --force"
                        .formatted(file));
    }

    /** What others can write may be no plan that this program made; and whatever is no file may have no end. */
    private static void requireOwn(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new NotOurs("%s is %s and no file. Name the file that plan --out has written"
                    .formatted(file, Files.isDirectory(file) ? "a folder" : "something else"));
        }
        if (PrivateFiles.isOpenToWrite(file)) {
            throw new NotOurs(
                    "%s can be changed by other users of this machine, so that nobody knows what it holds. Make a new one where only you can write: plan --out FILE --force"
                            .formatted(file));
        }
        if (PrivateFiles.isOfAnotherUser(file)) {
            throw new NotOurs(
                    "%s belongs to another user of this machine, %s, so that nobody knows what it holds: it has to be of the user who applies it, or of root. Make a new one: plan --out FILE --force"
                            .formatted(file, Files.getOwner(file).getName()));
        }
    }

    private static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1L;

        NotOurs(String message) {
            super(message);
        }
    }

    /** Why it must not be done here and now, a message each. */
    List<String> objections(Origin here, Clock clock) {
        List<String> objections = new ArrayList<>();
        Duration age = Duration.ofMillis(clock.millis() - at);
        if (age.compareTo(KEPT) > 0) {
            objections.add("The plan is of %s, and one is done within 24 hours. Make a new one"
                    .formatted(TimeFormat.show(at)));
        } else if (age.plus(CLOCK_SKEW).isNegative()) {
            objections.add(
                    "The plan is of %s, which is still to come by this machine's clock".formatted(TimeFormat.show(at)));
        }
        if (!origin.version().equals(here.version())) {
            objections.add("The plan was made by version '%s' of the program, and this is '%s'. Make a new one"
                    .formatted(origin.version(), here.version()));
        }
        List<String> elsewhere = madeElsewhere(here);
        objections.addAll(elsewhere);
        // others' settings are other rules as well
        if (elsewhere.isEmpty() && !origin.rules().equals(here.rules())) {
            objections.add("The rules (routes/, config/) were edited since the plan was made. Make a new one");
        }
        return objections;
    }

    private List<String> madeElsewhere(Origin here) {
        List<String> objections = new ArrayList<>();
        boolean otherId = !origin.agencyId().isEmpty()
                && !here.agencyId().isEmpty()
                && !origin.agencyId().equals(here.agencyId());
        if (!origin.agency().equals(here.agency()) || otherId) {
            objections.add("The plan was made for the agency %s, and the settings lead to %s. Make a new one"
                    .formatted(origin.agency(), here.agency()));
        }
        if (!origin.ledger().equals(here.ledger())) {
            objections.add("The plan was made with another ledger (ledger.url). Make a new one");
        } else if (!origin.openings().isEmpty()
                && !here.openings().isEmpty()
                && Collections.disjoint(origin.openings(), here.openings())) {
            objections.add("The plan was made for another workspace of Toggl Hire. Make a new one");
        }
        return objections;
    }
}
