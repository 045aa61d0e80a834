package org.togglloxo.settings;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.main.Main;

/**
 * Camel's property functions in values, <code>{{aws:...}}</code>, <code>{{hashicorp:...}}</code>, <code>{{env:...}}</code>: each whose module is on the
 * class path. Other placeholders are left to whoever uses the value.
 */
final class CamelFunctions implements SecretSettings.Functions {

    /** What may be one: a name, a colon, and no further placeholder in it. */
    private static final Pattern USE = Pattern.compile("\\{\\{([A-Za-z][\\w.-]*):[^{}]*}}");

    private final Map<String, String> camel;

    /** @param camel Camel's own settings by name, {@code camel.vault.*} among them */
    CamelFunctions(Map<String, String> camel) {
        this.camel = camel;
    }

    static boolean areIn(String value) {
        return USE.matcher(value).find();
    }

    @Override
    public String resolve(String value, boolean strict) throws InvalidSecret {
        if (!areIn(value)) {
            return value;
        }
        // a context for the one question: whoever has no such value does not wait for it
        Main main = new Main();
        try {
            main.configure()
                    .withName("toggl-loxo-settings")
                    .withJmxEnabled(false)
                    .withAutoConfigurationLogSummary(false)
                    .withRoutesCollectorEnabled(false);
            main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
            main.setPropertyPlaceholderLocations("false");
            Properties own = new Properties();
            own.putAll(camel);
            main.setOverrideProperties(own);
            main.init();
            return resolve(value, strict, main.getCamelContext());
        } finally {
            main.shutdown();
        }
    }

    private static String resolve(String value, boolean strict, CamelContext context) throws InvalidSecret {
        StringBuilder resolved = new StringBuilder();
        Matcher use = USE.matcher(value);
        while (use.find()) {
            String function = use.group(1);
            String said = use.group();
            if (context.getPropertiesComponent().getPropertiesFunction(function) != null) {
                said = ask(context, use.group(), function);
            } else if (strict) {
                throw new InvalidSecret(
                        "holds {{%s:...}}, and nothing on the class path knows that function. Add Camel's module for it, or correct the name"
                                .formatted(function));
            }
            use.appendReplacement(resolved, Matcher.quoteReplacement(said));
        }
        return use.appendTail(resolved).toString();
    }

    private static String ask(CamelContext context, String use, String function) throws InvalidSecret {
        try {
            return context.resolvePropertyPlaceholders(use);
        } catch (RuntimeException e) {
            throw new InvalidSecret(
                    "holds {{%s:...}}, which could not be read (%s). Check what it names and camel.vault.*"
                            .formatted(function, e.getClass().getSimpleName()));
        }
    }
}
