package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.loxo.form.JobParameters;

/** What Loxo holds before anything is carried over: a job for each opening, and people whom recruiters know already. */
final class LoxoSeeds {

    private LoxoSeeds() {}

    static void jobs(Agency agency, List<ObjectNode> openings) {
        agency.companies.add().put("name", "Sandbox Client");
        openings.forEach(opening -> addJob(agency, opening.get("name").textValue()));
    }

    static long addJob(Agency agency, String title) {
        ObjectNode job = JobParameters.opened(agency.jobs.add().put("title", title), "2025-01-06T09:00:00.000Z");
        agency.companies.all().stream()
                .findFirst()
                .ifPresent(company -> job.set("company", company.deepCopy().retain("id", "name")));
        return job.put("published", true).get("id").longValue();
    }

    /** Spread over the candidates; what is filled in differs, as does the address by which Loxo knows them. */
    static void knownPeople(SimulatedLoxo loxo, SimulatedToggl toggl, int count) {
        List<String> ids = toggl.candidateIds();
        for (int i = 0; i < count; i++) {
            ObjectNode candidate = toggl.candidate(ids.get((int) ((long) i * ids.size() / count)))
                    .orElseThrow();
            String preferred = candidate.at("/contact_info/contact_email").asText();
            boolean byPreferred = i % 4 == 3 && !preferred.isEmpty();
            String address = byPreferred ? preferred : candidate.get("email").textValue();
            String name = candidate.get("name").textValue();
            PersonSeed person = PersonSeed.named(name.isEmpty() ? address : name)
                    .withEmail(i % 3 == 1 ? address.toUpperCase(Locale.ROOT) : address)
                    .withField("description", "Met at the careers fair. Prefers calls after 17:00.");
            person = i % 2 == 0 ? person.withTag("vip").withTag("fair-2024") : person;
            person = i % 3 == 0 ? person.withField("city", "Known City").withPhone("+1 555 0100 999") : person;
            person = i % 4 == 0 ? person.withField("linkedin_url", "https://linkedin.com/in/known-" + i) : person;
            loxo.seed(person);
        }
    }
}
