package com.example;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The command {@code camel} of Camel JBang, without JBang. */
public class CamelCommand {

    public static void main(String[] arguments) {
        CamelJBangMain.run(arguments);
    }
}
