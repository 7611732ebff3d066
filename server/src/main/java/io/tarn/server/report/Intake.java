package io.tarn.server.report;

import java.util.List;
import java.util.Optional;

/** What came in, by source and file, and what of it was not accepted. */
public record Intake(List<SourceIntake> sources, List<Rejection> rejections) {
    public Intake {
        sources = List.copyOf(sources);
        rejections = List.copyOf(rejections);
    }

    /** What one source brought. */
    public record SourceIntake(String source, List<FileIntake> files) {
        public SourceIntake {
            files = List.copyOf(files);
        }

        public long rows() {
            return files.stream().mapToLong(FileIntake::rows).sum();
        }

        public long accepted() {
            return files.stream().mapToLong(FileIntake::accepted).sum();
        }

        public long rejected() {
            return files.stream().mapToLong(FileIntake::rejected).sum();
        }
    }

    /**
     * What one file or table brought.
     *
     * @param form how it was read, such as "CSV, semicolon, UTF-8"
     * @param bytes empty where it is no file
     */
    public record FileIntake(String file, String form, Optional<Long> bytes, long rows, long accepted, long rejected) {}

    /**
     * Rows of one file that were refused for the same reason.
     *
     * @param reason the stable word of {@code silver.rejected}
     * @param detail what is wrong and what to do, without personal data
     * @param firstRow where the first of them stands, from 1
     */
    public record Rejection(
            String source, String file, String reason, String detail, long rows, Optional<Long> firstRow) {}
}
