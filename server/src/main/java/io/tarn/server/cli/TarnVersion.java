package io.tarn.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the jar's manifest. */
final class TarnVersion implements IVersionProvider {
    static String current() {
        String version = Tarn.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tarn " + current()};
    }
}
