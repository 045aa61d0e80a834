package org.togglloxo.settings;

/**
 * What is asked or told of: a statement names them as {@code :workspace} and {@code :agency}.
 *
 * @param workspace of Toggl Hire; empty where there is one
 * @param agency in Loxo; empty where there is one
 */
public record Scope(String workspace, String agency) {

    /** The one workspace and the one agency. */
    public static final Scope ONLY = new Scope("", "");

    /** Whether it is of one workspace and one agency without a name. */
    public boolean isOnly() {
        return workspace.isEmpty() && agency.isEmpty();
    }

    /** What is the workspace's, whatever agency it delivers into. */
    public Scope ofWorkspace() {
        return new Scope(workspace, "");
    }

    /** What is the agency's, whoever delivers into it. */
    public Scope ofAgency() {
        return new Scope("", agency);
    }
}
