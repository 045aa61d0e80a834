package org.togglloxo.cli.spaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** The program between two of each service: the same ids in both workspaces, the same addresses in both agencies. */
abstract class SeveralSpacesCase {

    static final int CANDIDATES = 12;

    @TempDir
    Path temporary;

    Sandbox first;
    Sandbox second;
    Program program;

    @BeforeEach
    final void startServices() {
        first = Sandbox.start(SandboxOptions.builder().candidates(CANDIDATES).build());
        second = TwoOfEach.second(SandboxOptions.builder().candidates(CANDIDATES));
        program = Program.in(temporary);
    }

    @AfterEach
    final void closeServices() {
        first.close();
        second.close();
    }

    final void severalAgencies() {
        new TwoOfEach(program, first, second).agencies();
    }

    /** @param order both names, as {@code toggl.workspaces} has them */
    final void severalWorkspaces(String order) {
        new TwoOfEach(program, first, second).workspaces(order);
    }

    /** Both deliver into the first agency, which has no name. */
    final void severalWorkspacesAndOneAgency(String order) {
        severalWorkspaces(order);
        program.without("TOGGL_ACME_AGENCY")
                .without("TOGGL_BETA_AGENCY")
                .with("LOXO_BASE_URL", first.loxoBaseUrl())
                .with("LOXO_AGENCY_SLUG", first.options().agencySlug())
                .with("LOXO_API_KEY", first.options().loxoKey());
    }

    final void several(String order) {
        severalAgencies();
        severalWorkspaces(order);
    }

    final void oneWorkspaceAndSeveralAgencies() {
        severalAgencies();
        program.with("TOGGL_BASE_URL", first.togglBaseUrl())
                .with("TOGGL_API_KEY", first.options().togglKey())
                .with("TOGGL_AGENCY", "staffing");
    }

    /** The mapping, in a folder of the program's own. */
    final Path ownMapping() throws IOException {
        Path routes = Files.createDirectories(program.folder().resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName().toString()));
            }
        }
        return routes.resolve("40-map-candidate.camel.yaml");
    }

    /** From now on the mapping sends one lane to the second agency. */
    final void shortlistGoesToLeadership() throws IOException {
        Path mapping = ownMapping();
        String shipped = Files.readString(mapping);
        Files.writeString(
                mapping,
                shipped.replace("tags: [\"toggl:shortlist\"]", "tags: [\"toggl:shortlist\"], agency: \"leadership\""));
    }
}
