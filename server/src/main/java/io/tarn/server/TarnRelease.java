package io.tarn.server;

/** The release of Tarn that runs. */
public final class TarnRelease {
    private TarnRelease() {}

    /** Its version, from the jar's manifest; "development" when it runs from elsewhere. */
    public static String version() {
        String version = TarnRelease.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
