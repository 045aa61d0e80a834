package org.togglloxo.flow.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;

/**
 * Whose value a placeholder has. Environment variables are in the settings already, and where a setting is completed, or replaced
 * for somebody who only looks, the variable must not come first again.
 */
public final class PlaceholderOrder {

    private PlaceholderOrder() {}

    public static void settingsFirst(CamelContext context) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
    }
}
