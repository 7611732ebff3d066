package io.tarn.loop.erase;

import io.tarn.loop.LoopErrors;
import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.model.erasure.Subject;
import io.tarn.wire.erasure.ForgetReceiptCodec;
import io.tarn.wire.erasure.SubjectCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a home that forgetting writes and deletes: {@code forgetting/} says whom a forgetting is about until it
 * is done, {@code receipts/} keeps what was done.
 */
final class ForgetFiles {
    private static final String JSON = ".json";

    private final Path pending;
    private final Path receipts;
    private final Path reports;

    ForgetFiles(ForgetRooms rooms) {
        pending = rooms.home().resolve("forgetting");
        receipts = rooms.home().resolve("receipts");
        reports = rooms.reports();
    }

    /** The persons whose forgetting was cut off. */
    List<Subject> unfinished() {
        List<Subject> subjects = new ArrayList<>();
        for (Path file : files(pending)) {
            if (file.toString().endsWith(JSON)) {
                subjects.add(reading(file, () -> SubjectCodec.read(Files.readString(file), file.toString())));
            }
        }
        return subjects;
    }

    /** Writes down whom it is about, for the case that it is cut off; only the owner may read it. */
    void begin(Subject subject) {
        write(pending.resolve(subject.id() + JSON), SubjectCodec.write(subject), true);
    }

    void end(Subject subject) {
        reading(pending, () -> {
            for (Path file : files(pending)) {
                if (file.getFileName().toString().startsWith(subject.id())) {
                    Files.delete(file);
                }
            }
            if (files(pending).isEmpty()) {
                Files.deleteIfExists(pending);
            }
            return subject;
        });
    }

    void keep(ForgetReceipt receipt) {
        write(receipts.resolve(receipt.id() + JSON), ForgetReceiptCodec.write(receipt) + "\n", false);
    }

    /** The reports in which the person stands. */
    List<Path> reportsOn(Subject subject) {
        TextSigns signs = TextSigns.ofReports(subject);
        return files(reports).stream()
                .filter(file -> reading(file, () -> signs.standIn(Files.readString(file, StandardCharsets.UTF_8))))
                .toList();
    }

    void delete(List<Path> files) {
        for (Path file : files) {
            reading(file, () -> Files.deleteIfExists(file));
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return reading(folder, () -> {
            try (Stream<Path> all = Files.list(folder)) {
                return all.filter(Files::isRegularFile).sorted().toList();
            }
        });
    }

    private static void write(Path file, String text, boolean ownerOnly) {
        reading(file, () -> {
            Path folder = Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(part);
            if (ownerOnly && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(part, text);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Work with a file. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T reading(Path file, Work<T> work) {
        try {
            return work.run();
        } catch (IOException failure) {
            throw LoopErrors.forgetFile(file, failure);
        }
    }
}
