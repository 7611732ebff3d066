package io.tarn.server.cli;

import io.tarn.server.TarnRelease;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class TarnVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tarn " + TarnRelease.version()};
    }
}
