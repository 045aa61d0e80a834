package org.togglloxo.loxo.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code jobs.*} says.
 *
 * @param file which job an opening is
 * @param lookAgain how long nobody asks whether a missing job has been made
 * @param create whether a missing job is made
 * @param createCompany whether its company is made where Loxo has none of the name
 * @param companyUrl the website of companies that have none in Loxo; empty for none
 * @param values what a mapping of openings may use, such as {@code job_type}; empty where it is not set
 */
public record JobSettings(
        Path file,
        Duration lookAgain,
        boolean create,
        boolean createCompany,
        String companyUrl,
        Map<String, String> values) {

    private static final List<String> FOR_MAPPING = List.of(
            "jobs.company",
            "jobs.job-type",
            "jobs.salary",
            "jobs.compensation-type",
            "jobs.country",
            "jobs.state",
            "jobs.city");
    private static final int LONGEST_MINUTES = 100_000;

    static JobSettings from(Settings settings, List<Problem> problems) {
        Map<String, String> values = new TreeMap<>();
        FOR_MAPPING.forEach(
                name -> values.put(name.replaceFirst("^jobs\\.", "").replace('-', '_'), settings.text(name)));
        return new JobSettings(
                file(settings, problems),
                Duration.ofMinutes(settings.whole("jobs.look-again-minutes", 0, LONGEST_MINUTES, problems)),
                settings.flag("jobs.create", problems),
                settings.flag("jobs.create-company", problems),
                settings.text("jobs.company-url"),
                values);
    }

    private static Path file(Settings settings, List<Problem> problems) {
        Path file = settings.folder().resolve(settings.text("jobs.file"));
        try {
            JobsFile.read(file);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("jobs.file", e.getMessage()));
        }
        return file;
    }
}
