package org.togglloxo.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked or told of: a statement names them as {@code :workspace} and {@code :agency}.
 *
 * @param workspace of Toggl Hire; empty where there is one
 * @param agency in Loxo; empty where there is one
 */
public record Scope(String workspace, String agency) {

    /** The one workspace and the one agency. */
    public static final Scope ONLY = new Scope("", "");

    private static final Pattern SAID = Pattern.compile("(workspace|agency) ([a-z][a-z0-9-]*): ");

    /** Whose a sentence says first that it is: {@code agency acme: Loxo answered 403}. */
    public static Scope saidIn(String sentence) {
        Matcher said = SAID.matcher(sentence);
        if (!said.lookingAt()) {
            return ONLY;
        }
        return said.group(1).equals("agency") ? new Scope("", said.group(2)) : new Scope(said.group(2), "");
    }

    /** Whether it is of one workspace and one agency without a name. */
    public boolean isOnly() {
        return workspace.isEmpty() && agency.isEmpty();
    }

    /** A candidate's id as people see it: with its workspace where there are several. */
    public String shown(String togglId) {
        return workspace.isEmpty() ? togglId : workspace + "/" + togglId;
    }

    /** A sentence with the names that the settings of these have: {@code loxo.acme.api-key} for {@code loxo.api-key}. */
    public String named(String sentence) {
        return named(named(sentence, "toggl", workspace), "loxo", agency);
    }

    private static String named(String sentence, String service, String name) {
        return name.isEmpty()
                ? sentence
                : sentence.replaceAll(
                        "\\b%s\\.(api-key|agency-slug|base-url)".formatted(service),
                        "%s.%s.$1".formatted(service, name));
    }

    /** The same, which says first whose it is, where these have a name and it does not say so already. */
    public String said(String sentence) {
        String own = named(sentence);
        if (isOnly() || !saidIn(own).isOnly()) {
            return own;
        }
        return agency.isEmpty() ? "workspace %s: %s".formatted(workspace, own) : "agency %s: %s".formatted(agency, own);
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
