package io.tarn.connectors.matcher;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.tarn.connectors.ConnectorErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The runtime of models: a library of machine code, loaded when the first model is opened and not before. */
final class OnnxLibrary {
    /** The property by which the runtime is told where its library lies. */
    private static final String PLACE = "onnxruntime.native.path";

    private static final List<String> PARTS = List.of("onnxruntime", "onnxruntime4j_jni");

    private OnnxLibrary() {}

    /** The runtime, without a log, which could hold what records say, and without telemetry. */
    static OrtEnvironment environment(Path model) {
        try {
            layOut();
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "tarn");
            environment.setTelemetry(false);
            return environment;
        } catch (LinkageError | IllegalStateException | IOException | OrtException e) {
            throw ConnectorErrors.noModelRuntime(model, e);
        }
    }

    /** Unpacks it where it goes again with this process: the runtime itself would leave an empty folder each time. */
    private static synchronized void layOut() throws IOException {
        String from = "native/" + machine() + "/";
        String last = from + System.mapLibraryName(PARTS.getLast());
        if (System.getProperty(PLACE) != null || OrtEnvironment.class.getResource(last) == null) {
            return;
        }
        Path folder = Files.createTempDirectory("tarn-onnx");
        folder.toFile().deleteOnExit();
        for (String part : PARTS) {
            String name = System.mapLibraryName(part);
            Path place = folder.resolve(name);
            place.toFile().deleteOnExit();
            try (InputStream library = OrtEnvironment.class.getResourceAsStream(from + name)) {
                if (library == null) {
                    throw new IOException(from + name + " is not in the jar");
                }
                Files.copy(library, place);
            }
        }
        System.setProperty(PLACE, folder.toString());
    }

    /** This machine by the name that the runtime's jar has for it. */
    private static String machine() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        return name + (System.getProperty("os.arch", "").equals("aarch64") ? "-aarch64" : "-x64");
    }
}
