package org.togglloxo.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The settings of each workspace and each agency. */
public final class SpaceSettings {

    private final Settings settings;
    private final Spaces spaces;

    /** @param settings that hold for all of them */
    public SpaceSettings(Settings settings) {
        this.settings = settings;
        this.spaces = settings.spaces();
    }

    /** Whether there is one of each, or they are about one already. */
    public boolean isOne() {
        return !spaces.isNamed() || !settings.scope().isOnly();
    }

    /** Two names for what is one. */
    public List<Problem> shared() {
        List<Problem> problems = new ArrayList<>();
        for (String workspace : spaces.workspaces()) {
            same(
                            spaces.workspaces(),
                            workspace,
                            name -> of(name, "").text("toggl.api-key") + "\n"
                                    + of(name, "").text("toggl.base-url"))
                    .ifPresent(other -> problems.add(new Problem(
                            "toggl.%s.api-key".formatted(workspace),
                            "workspace %s: toggl.%s.api-key is that of the workspace %s, so they are one. Set another key, or take one out of %s"
                                    .formatted(workspace, workspace, other, Spaces.WORKSPACES))));
        }
        for (String agency : spaces.agencies()) {
            same(
                            spaces.agencies(),
                            agency,
                            name -> of("", name).text("loxo.base-url") + "\n"
                                    + of("", name).text("loxo.agency-slug"))
                    .ifPresent(other -> problems.add(new Problem(
                            "loxo.%s.agency-slug".formatted(agency),
                            "agency %s: loxo.%s.agency-slug is that of the agency %s, so they are one. Set another slug, or take one out of %s"
                                    .formatted(agency, agency, other, Spaces.AGENCIES))));
        }
        if (spaces.agencies().size() > 1 && !settings.text("webhooks.token").isEmpty()) {
            problems.add(
                    new Problem(
                            "webhooks.token",
                            "webhooks.token is set, and loxo.agencies names several: webhooks are received of one agency alone. Leave webhooks.token empty"));
        }
        return problems;
    }

    private Settings of(String workspace, String agency) {
        return settings.of(new Scope(workspace, agency));
    }

    /** One named before that is the same. */
    private static Optional<String> same(List<String> names, String name, UnaryOperator<String> identity) {
        return names.subList(0, names.indexOf(name)).stream()
                .filter(other -> identity.apply(other).equals(identity.apply(name)))
                .findFirst();
    }

    /** Each workspace with the agency that it delivers into, in the order of the list. */
    public List<Scope> scopes() {
        return spaces.eachWorkspace().stream()
                .map(workspace -> new Scope(workspace, agencyOf(workspace, new ArrayList<>())))
                .toList();
    }

    private String agencyOf(String workspace, List<Problem> problems) {
        return spaces.agencyOf(settings.of(new Scope(workspace, "")).text(Spaces.AGENCY), problems);
    }

    /** What is wrong with the lists, and with what these are for each of them. */
    public List<Problem> problems() {
        List<Problem> problems = spaces.problems(settings::text);
        for (String workspace : spaces.eachWorkspace()) {
            List<Problem> own = new ArrayList<>();
            agencyOf(workspace, own);
            own.forEach(problem -> problems.add(about(new Scope(workspace, ""), problem)));
        }
        return problems;
    }

    /** A problem of one of them, with the name that the setting has there. */
    public Problem about(Scope wanted, Problem problem) {
        return spaces.about(
                problem, wanted, spaces.saidOf(wanted, settings.values().keySet()));
    }

    /** Of the secrets that some of them have to themselves; those that hold for all are told of once, under their own names. */
    Stream<Problem> secretWarnings() {
        List<Problem> ofAll = settings.secretWarnings().toList();
        return problems().isEmpty()
                ? scopesInUse().flatMap(one -> settings.of(one)
                        .secretWarnings()
                        .filter(warning -> !ofAll.contains(warning))
                        .map(warning -> about(one, warning)))
                : Stream.empty();
    }

    /** The secrets of every workspace and agency, and of those that are not in the lists. */
    Stream<String> secrets() {
        Stream<String> raw = settings.values().entrySet().stream()
                .filter(entry ->
                        Spaces.isSecret(entry.getKey()) && entry.getKey().endsWith(".api-key"))
                .map(Map.Entry::getValue);
        return Stream.concat(
                raw,
                spaces.isNamed()
                        ? scopesInUse().flatMap(one -> Stream.of("toggl.api-key", "loxo.api-key")
                                .map(settings.of(one)::exact))
                        : Stream.empty());
    }

    /** Every workspace and every agency, each once at least. */
    public Stream<Scope> scopesInUse() {
        List<Scope> scopes = scopes();
        return Stream.concat(
                scopes.stream(),
                spaces.eachAgency().stream()
                        .filter(agency ->
                                scopes.stream().noneMatch(one -> one.agency().equals(agency)))
                        .map(agency -> new Scope(scopes.get(0).workspace(), agency)));
    }
}
