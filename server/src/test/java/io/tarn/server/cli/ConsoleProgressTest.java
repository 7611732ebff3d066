package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.cli.ConsoleProgress.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final SteppedClock clock = new SteppedClock();

    @Test
    void writesOneLineAStageWhereNoTerminalIs() {
        try (ConsoleProgress progress = new ConsoleProgress(err, clock, Look.LINES)) {
            progress.stage("land");
            progress.advance(500, 1_000);
            clock.step(Duration.ofMillis(1_500));
            progress.advance(1_000, 1_000);
            progress.note("crm.csv was landed before");
            progress.stage("match");
            clock.step(Duration.ofMillis(40));
        }

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                        note: crm.csv was landed before
                        land                      1.5 s  1,000
                        match                     40 ms
                        """);
    }

    @Test
    void movesABarInPlaceOnATerminalAndRedrawsItSeldom() {
        try (ConsoleProgress progress = new ConsoleProgress(err, clock, Look.BAR)) {
            progress.stage("land");
            for (int i = 0; i < 1_000; i++) {
                progress.advance(i, 1_000);
            }
            clock.step(Duration.ofMillis(100));
            progress.advance(500, 1_000);
        }

        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.split("\r", -1)).hasSize(4);
        assertThat(text).contains("████████████············ 50 %").contains("✓ land");
    }

    @Test
    void saysNothingButNotesWhenQuiet() {
        try (ConsoleProgress progress = new ConsoleProgress(err, clock, Look.QUIET)) {
            progress.stage("land");
            progress.note("heard");
        }

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("note: heard\n");
    }

    @Test
    void drawsABarOfAlwaysTheSameWidth() {
        for (int i = 0; i <= 1_000; i++) {
            assertThat(ConsoleProgress.bar(i / 1_000.0)).hasSize(24);
        }
    }

    @Test
    void drawsNoBarOnATerminalThatCannotObey() {
        assertThat(ConsoleProgress.lookOf(true, "xterm-256color")).isEqualTo(Look.BAR);
        assertThat(ConsoleProgress.lookOf(true, "dumb")).isEqualTo(Look.LINES);
        assertThat(ConsoleProgress.lookOf(false, "xterm")).isEqualTo(Look.LINES);
    }

    private static final class SteppedClock implements InstantSource {
        private Instant now = Instant.parse("2026-11-21T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void step(Duration by) {
            now = now.plus(by);
        }
    }
}
