package io.tarn.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One command as a user types it, run in this process, with what it printed. */
record CommandLineRun(int exitCode, String out, String err) {
    static CommandLineRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream progress = System.err;
        PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        System.setErr(printed);
        int exitCode;
        try {
            exitCode = Tarn.run(new PrintStream(out, true, StandardCharsets.UTF_8), printed, arguments);
        } finally {
            System.setErr(progress);
        }
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same on a home. */
    static CommandLineRun at(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(home.toString());
        return of(all.toArray(String[]::new));
    }

    /** The rows of an answer of SQL as CSV, without the header. */
    static List<String> rows(Path home, String sql) {
        CommandLineRun answer = at(home, "sql", sql, "--format", "csv");
        if (answer.exitCode() != 0) {
            throw new AssertionError(answer.err());
        }
        return answer.out().lines().skip(1).toList();
    }
}
