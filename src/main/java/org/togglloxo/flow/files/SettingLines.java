package org.togglloxo.flow.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.togglloxo.settings.Problem;

/** Where a setting stands in its file. */
public final class SettingLines {

    private SettingLines() {}

    public static RouteError error(FlowFiles files, Problem problem) {
        return new RouteError(FlowFiles.SETTINGS, line(files, problem.setting()), problem.message());
    }

    /** 0 where the environment sets it, or nobody. */
    private static int line(FlowFiles files, String setting) {
        Pattern rule = Pattern.compile("\\s*" + Pattern.quote(setting) + "\\s*[=: ].*");
        List<String> lines = files.content(FlowFiles.SETTINGS)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            if (rule.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return 0;
    }
}
