package org.togglloxo.flow.files;

import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Camel's own words for an error, as short as they can be made. */
public final class ErrorText {

    private static final int LONGEST = 400;

    private static final Map<Pattern, String> SHORTER = new LinkedHashMap<>();

    static {
        rule("Was expecting (one )?of:? .*", "");
        rule(
                "Encountered \"<EOF>\" at line (\\d+), column (\\d+)",
                "the expression ends too early, in its line $1, column $2");
        rule(
                "Encountered \" (?:<\\w+>|\"\\S+\") \"(.*?) ?\"\" at line (\\d+), column (\\d+)",
                "the expression goes on in an unexpected way at '$1', in its line $2, column $3");
        rule("Resource is empty: .*|Unable to parse resource: .*", "the file holds nothing");
        rule(
                "^found duplicate key (\\S+)$",
                "$1 is given twice in one place, and only the second would count. Keep one of them");
        rule("^Failed to (start|create) route: \\S+ because: ", "");
        rule("@[0-9a-f]{5,8}\\b", "");
        rule("\\bfile:[^ ,]*/routes/", "routes/");
    }

    private ErrorText() {}

    private static void rule(String pattern, String replacement) {
        SHORTER.put(Pattern.compile(pattern), replacement);
    }

    public static String cause(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String line = words(root).replaceAll("\\s+", " ").strip();
        for (Map.Entry<Pattern, String> rule : SHORTER.entrySet()) {
            line = rule.getKey().matcher(line).replaceAll(rule.getValue());
        }
        line = line.strip().replaceFirst("[. ]+$", "");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    private static String words(Throwable root) {
        if (root instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
            return marked.getProblem();
        }
        String message = String.valueOf(root.getMessage());
        if (root instanceof ParseException) {
            return "the schedule is no Quartz cron expression, such as 0 0/15 * * * ? (" + message + ")";
        }
        if (root instanceof ClassNotFoundException) {
            return "there is no class " + message;
        }
        if (root instanceof UnsupportedOperationException && root.getMessage() == null) {
            return "something stands without the content that it needs";
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : message;
    }
}
