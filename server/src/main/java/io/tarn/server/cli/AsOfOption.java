package io.tarn.server.cli;

import io.tarn.lake.ReadPoint;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that reads the tables as the newest run that was complete at an instant left them. */
final class AsOfOption {
    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Read the tables as they were, in UTC: 2026-11-20, 2026-11-20T09:00 or 2026-11-20T09:00:00Z.")
    private @Nullable String text;

    ReadPoint readPoint(Runs runs) {
        if (text == null) {
            return runs.readPoint(Contracts.OWNED_BY_RUNS);
        }
        return runs.readPointBefore(instant(text));
    }

    /** The instant that was said; empty for now. */
    Optional<Instant> moment() {
        return Optional.ofNullable(text).map(AsOfOption::instant);
    }

    static Instant instant(String text) {
        return parsed(text)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.WRONG_USAGE,
                        "--as-of takes a time in UTC such as 2026-11-20, 2026-11-20T09:00 or 2026-11-20T09:00:00Z, not '"
                                + text + "'."));
    }

    private static Optional<Instant> parsed(String text) {
        String form = text.strip().replace(' ', 'T');
        try {
            if (!form.contains("T")) {
                return Optional.of(
                        LocalDate.parse(form).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(
                    form.endsWith("Z")
                            ? Instant.parse(form)
                            : LocalDateTime.parse(form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
