package org.togglloxo.loxo.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.loxo.api.LoxoRequest;

/** A job on its way to a form: Loxo's own parameters, and what stands in the way. */
public final class JobDraft {

    private final List<Map.Entry<String, String>> form = new ArrayList<>();
    private String newCompany;
    private String hindrance;

    /** @param parameter without prefix, with {@code []} where there may be several */
    void set(String parameter, String value) {
        String name = parameter.endsWith("[]")
                ? "job[%s][]".formatted(parameter.substring(0, parameter.length() - 2))
                : "job[%s]".formatted(parameter);
        form.add(Map.entry(name, value));
    }

    public Optional<String> value(String parameter) {
        return form.stream()
                .filter(field -> field.getKey().equals("job[%s]".formatted(parameter)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    boolean has(String parameter) {
        return form.stream().anyMatch(field -> field.getKey().equals("job[%s]".formatted(parameter)));
    }

    /** The company is not there yet and is to be made. */
    void setNewCompany(String name) {
        newCompany = name;
    }

    Optional<String> newCompany() {
        return Optional.ofNullable(newCompany);
    }

    /** The job cannot be made; the first reason counts. */
    void hinder(String why) {
        if (hindrance == null) {
            hindrance = why;
        }
    }

    Optional<String> hindrance() {
        return Optional.ofNullable(hindrance);
    }

    LoxoRequest request() {
        return LoxoRequest.write("POST", "/jobs", List.copyOf(form));
    }
}
