package io.tarn.server.bench;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Tarn command run in a process of its own, with the Java, class path and options of this one, so that its time and
 * memory are those that a user sees.
 */
final class ChildProcess {
    /**
     * How a command ended.
     *
     * @param answer what it wrote to standard output
     * @param seconds wall-clock time from start to end
     */
    record Ended(int exitCode, String answer, double seconds) {}

    private static final double NANOS_PER_SECOND = 1e9;
    /** What the jar's manifest allows, which a class path does not. */
    private static final List<String> ALLOWED =
            List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

    private final String mainClass;

    ChildProcess(String mainClass) {
        this.mainClass = mainClass;
    }

    /**
     * How a program is run as this one is.
     *
     * @param program its main class and its arguments
     */
    static List<String> command(List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(ALLOWED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(program);
        return command;
    }

    /** Runs one command; its standard error goes to ours. Fails unless it exits with 0. */
    Ended run(List<String> arguments) {
        List<String> program = new ArrayList<>(List.of(mainClass));
        program.addAll(arguments);
        long begin = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command(program))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            Ended ended = new Ended(exitCode, answer, (System.nanoTime() - begin) / NANOS_PER_SECOND);
            if (exitCode != 0) {
                throw new TarnException(
                        ErrorCode.CHECK_FAILED,
                        "The measured command 'tarn " + String.join(" ", arguments) + "' ended with exit code "
                                + exitCode + "; what it printed to standard error stands above.");
            }
            return ended;
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The measured command could not be started: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TarnException(ErrorCode.CHECK_FAILED, "The bench was interrupted.", interrupted);
        }
    }
}
