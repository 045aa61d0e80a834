package org.togglloxo;

import org.togglloxo.cli.CommandLineInterface;

/** The stand-alone program. */
public final class App {

    private App() {}

    public static void main(String[] arguments) {
        System.exit(CommandLineInterface.run(arguments));
    }
}
