package io.tarn.server.cli;

import io.tarn.loop.Progress;
import io.tarn.server.figures.Figures;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Shows on standard error how far a run has come: a bar that moves where a terminal is, one line a stage elsewhere.
 *
 * <p>Confined to the thread of the run. Standard output stays free for what was asked for.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {
    /** A bar is drawn anew at most so often. */
    private static final Duration REDRAW_MIN = Duration.ofMillis(80);

    private static final int BAR_WIDTH = 24;
    private static final int NAME_WIDTH = 22;
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final String TO_LINE_START = "\r\u001B[2K";

    private final PrintStream err;
    private final InstantSource clock;
    private final Look look;
    private String stage = "";
    private Instant startedAt = Instant.EPOCH;
    private Instant drawnAt = Instant.EPOCH;
    private long done;
    private long total;

    /** How progress is shown. */
    public enum Look {
        /** One line that changes in place. */
        BAR,
        /** A line at the end of each stage. */
        LINES,
        /** Nothing but notes. */
        QUIET
    }

    public ConsoleProgress(PrintStream err, InstantSource clock, Look look) {
        this.err = err;
        this.clock = clock;
        this.look = look;
    }

    /** A bar where standard error is a terminal that obeys, else lines. */
    public static Look lookOf(boolean isTerminal, String terminal) {
        return isTerminal && !terminal.equals("dumb") ? Look.BAR : Look.LINES;
    }

    /** Whether somebody sits at a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again where no terminal is.
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** To standard error, as fits what it leads to. */
    static ConsoleProgress standard() {
        boolean isTerminal = isTerminal();
        String terminal = System.getenv().getOrDefault("TERM", "dumb");
        return new ConsoleProgress(System.err, InstantSource.system(), lookOf(isTerminal, terminal));
    }

    @Override
    public void stage(String name) {
        finish();
        stage = name;
        startedAt = clock.instant();
        done = 0;
        total = 0;
        draw();
    }

    @Override
    public void advance(long newDone, long newTotal) {
        done = newDone;
        total = newTotal;
        if (Duration.between(drawnAt, clock.instant()).compareTo(REDRAW_MIN) >= 0) {
            draw();
        }
    }

    @Override
    public void note(String text) {
        if (look == Look.BAR && !stage.isEmpty()) {
            err.print(TO_LINE_START);
        }
        err.println("note: " + text);
        draw();
    }

    /** Ends the last stage, so that what is printed next starts on a line of its own. */
    @Override
    public void close() {
        finish();
    }

    private void finish() {
        if (stage.isEmpty()) {
            return;
        }
        String took = Figures.took(Duration.between(startedAt, clock.instant()));
        String counted = done > 0 ? "  " + Figures.count(done) : "";
        if (look == Look.BAR) {
            err.println(TO_LINE_START + "✓ " + padded(stage) + padLeft(took) + counted);
        } else if (look == Look.LINES) {
            err.println(padded(stage) + padLeft(took) + counted);
        }
        stage = "";
        err.flush();
    }

    private void draw() {
        if (look != Look.BAR || stage.isEmpty()) {
            return;
        }
        drawnAt = clock.instant();
        err.print(TO_LINE_START + "  " + padded(stage) + padLeft(Figures.took(Duration.between(startedAt, drawnAt))));
        if (total > 0) {
            double share = Math.clamp((double) done / total, 0.0, 1.0);
            err.print("  " + bar(share) + " " + Math.round(100 * share) + " %");
        } else if (done > 0) {
            err.print("  " + Figures.count(done));
        }
        err.flush();
    }

    /** A bar whose end moves by eighths of a character. */
    static String bar(double share) {
        int eighths = (int) Math.round(share * BAR_WIDTH * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths % 8 == 0 ? "" : PARTS.substring(eighths % 8, eighths % 8 + 1);
        return full + part + "·".repeat(BAR_WIDTH - full.length() - part.length());
    }

    private static String padded(String name) {
        int missing = NAME_WIDTH - name.codePointCount(0, name.length());
        return name + " ".repeat(Math.max(1, missing));
    }

    private static String padLeft(String took) {
        return " ".repeat(Math.max(0, 9 - took.length())) + took;
    }
}
