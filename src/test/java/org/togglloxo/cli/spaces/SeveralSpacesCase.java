package org.togglloxo.cli.spaces;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** The program between two of each service: the same ids in both workspaces, the same addresses in both agencies. */
abstract class SeveralSpacesCase {

    static final int CANDIDATES = 12;

    @TempDir
    Path temporary;

    Sandbox first;
    Sandbox second;
    Program program;

    @BeforeEach
    final void startServices() {
        first = Sandbox.start(SandboxOptions.builder().candidates(CANDIDATES).build());
        second = TwoOfEach.second(SandboxOptions.builder().candidates(CANDIDATES));
        program = Program.in(temporary);
    }

    @AfterEach
    final void closeServices() {
        first.close();
        second.close();
    }

    final void severalAgencies() {
        new TwoOfEach(program, first, second).agencies();
    }

    /** @param order both names, as {@code toggl.workspaces} has them */
    final void severalWorkspaces(String order) {
        new TwoOfEach(program, first, second).workspaces(order);
    }

    final void several(String order) {
        severalAgencies();
        severalWorkspaces(order);
    }
}
