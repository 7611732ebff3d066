package io.tarn.storage.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs a class of these tests, to be killed in the midst of its work. */
final class ChildProcess {
    /** Ends a line that was printed whole. */
    static final String END = " .";

    private ChildProcess() {}

    /** The whole lines, each with {@link #END}, that a class printed until it had printed so many and was killed. */
    static List<String> kill(Class<?> program, int linesMin, String... arguments) {
        try {
            Process process = new ProcessBuilder(command(program, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> lines = new ArrayList<>();
            try (BufferedReader reader = process.inputReader()) {
                String line = reader.readLine();
                while (line != null) {
                    if (line.endsWith(END)) {
                        lines.add(line.substring(0, line.length() - END.length()));
                    }
                    if (lines.size() == linesMin) {
                        // Through the handle, because the process itself would close what is still to be read.
                        process.toHandle().destroyForcibly();
                    }
                    line = reader.readLine();
                }
            }
            process.waitFor(60, TimeUnit.SECONDS);
            return lines;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The child could not be run.", e);
        }
    }

    static List<String> command(Class<?> program, String... arguments) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
