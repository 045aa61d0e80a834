package org.togglloxo.cli;

import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"toggl-loxo " + (version == null ? "(not packaged)" : version)};
    }
}
