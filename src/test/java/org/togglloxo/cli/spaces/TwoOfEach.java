package org.togglloxo.cli.spaces;

import org.togglloxo.cli.Program;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/**
 * The program between two of each service: the same ids in the workspaces {@code acme} and {@code beta}, the same addresses in the
 * agencies {@code staffing} and {@code leadership}.
 */
public record TwoOfEach(Program program, Sandbox first, Sandbox second) {

    /** What the second of each is told apart by. */
    public static Sandbox second(SandboxOptions.Builder services) {
        return Sandbox.start(services.firstOpening(7_100)
                .agencySlug("leaders")
                .agencyId("4711")
                .togglKey("toggl-key-of-beta")
                .loxoKey("loxo-key-of-leaders")
                .build());
    }

    public void agencies() {
        program.with("LOXO_AGENCIES", "staffing,leadership")
                .with("LOXO_STAFFING_BASE_URL", first.loxoBaseUrl())
                .with("LOXO_STAFFING_AGENCY_SLUG", first.options().agencySlug())
                .with("LOXO_STAFFING_API_KEY", first.options().loxoKey())
                .with("LOXO_LEADERSHIP_BASE_URL", second.loxoBaseUrl())
                .with("LOXO_LEADERSHIP_AGENCY_SLUG", second.options().agencySlug())
                .with("LOXO_LEADERSHIP_API_KEY", second.options().loxoKey());
    }

    /** @param order both names, as {@code toggl.workspaces} has them */
    public void workspaces(String order) {
        program.with("TOGGL_WORKSPACES", order)
                .with("TOGGL_ACME_BASE_URL", first.togglBaseUrl())
                .with("TOGGL_ACME_API_KEY", first.options().togglKey())
                .with("TOGGL_ACME_AGENCY", "staffing")
                .with("TOGGL_BETA_BASE_URL", second.togglBaseUrl())
                .with("TOGGL_BETA_API_KEY", second.options().togglKey())
                .with("TOGGL_BETA_AGENCY", "leadership");
    }
}
