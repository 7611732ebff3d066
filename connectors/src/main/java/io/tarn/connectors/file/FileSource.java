package io.tarn.connectors.file;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.Arrivals;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.source.LandedFiles.LandedFile;
import io.tarn.collect.source.Source;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.model.identity.SourceName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of a place: each that is new, or has another content than when it was landed, arrives. */
public final class FileSource implements Source {
    /** A file changed this shortly before it was landed may have changed again without a later time: it is read. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private static final int BUFFER = 1 << 20;

    private final SourceName name;
    private final String written;
    private final Place place;
    private final FileOptions options;

    public FileSource(SourceName name, String written, Place place, FileOptions options) {
        this.name = name;
        this.written = written;
        this.place = place;
        this.options = options;
    }

    @Override
    public Arrivals arrivals(LandedFiles known) {
        List<Path> files = place.files(name);
        if (files.isEmpty() && known.byName().isEmpty()) {
            throw place instanceof Place.OneFile one
                    ? ConnectorErrors.missing(name, one.path())
                    : ConnectorErrors.noFiles(name, written);
        }
        List<Arrival> fresh = new ArrayList<>();
        for (Path file : files) {
            look(file, known.find(file.toString())).ifPresent(fresh::add);
        }
        return new Arrivals(fresh, files.size() - fresh.size(), gone(files, known));
    }

    private List<String> gone(List<Path> files, LandedFiles known) {
        Set<String> gone = new TreeSet<>(known.byName().keySet());
        files.forEach(file -> gone.remove(file.toString()));
        gone.removeIf(file -> Files.exists(Path.of(file)));
        return gone.stream()
                .map(file -> file + " is no longer there; the rows that it had stay landed.")
                .toList();
    }

    /** The file if it is not known as it is. */
    private Optional<Arrival> look(Path file, Optional<LandedFile> known) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Instant modified = attributes.lastModifiedTime().toInstant();
            if (known.filter(landed -> untouched(landed, attributes.size(), modified))
                    .isPresent()) {
                return Optional.empty();
            }
            String fingerprint = fingerprint(file);
            if (known.filter(landed -> landed.fingerprint().equals(fingerprint)).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(new LocalFile(file, fingerprint, attributes.size(), modified, options));
        } catch (IOException e) {
            throw ConnectorErrors.notReadable(file, e);
        }
    }

    private static boolean untouched(LandedFile landed, long bytes, Instant modified) {
        return landed.bytes() == bytes
                && landed.modifiedAt().equals(modified.truncatedTo(java.time.temporal.ChronoUnit.MICROS))
                && modified.plus(CLOCK_STEP).isBefore(landed.ingestedAt());
    }

    private static String fingerprint(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
