package io.tarn.lake.delta;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Delta Kernel's files on the local file system, without Hadoop: a start is a third of a second faster, and a commit is
 * a hard link, which either is there whole or is not, between processes too.
 */
final class LocalFileIO implements FileIO {
    @Override
    public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
        Path from = path(filePath);
        Path directory = from.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new FileNotFoundException("No directory " + directory);
        }
        String least = String.valueOf(from.getFileName());
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> String.valueOf(file.getFileName()).compareTo(least) >= 0)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .forEach(found::add);
        }
        List<FileStatus> statuses = new ArrayList<>();
        for (Path file : found) {
            // A temporary file may vanish between the listing and here.
            if (Files.exists(file)) {
                statuses.add(status(file));
            }
        }
        return KernelLog.closeable(statuses.iterator());
    }

    @Override
    public FileStatus getFileStatus(String path) throws IOException {
        return status(path(path));
    }

    @Override
    public String resolvePath(String path) {
        return path(path).toAbsolutePath().normalize().toString();
    }

    @Override
    public boolean mkdirs(String path) throws IOException {
        Files.createDirectories(path(path));
        return true;
    }

    @Override
    public InputFile newInputFile(String path, long fileSize) {
        return new LocalInputFile(path(path));
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new LocalOutputFile(path(path));
    }

    @Override
    public boolean delete(String path) throws IOException {
        return Files.deleteIfExists(path(path));
    }

    @Override
    public Optional<String> getConf(String confKey) {
        return Optional.empty();
    }

    @Override
    public void copyFileAtomically(String srcPath, String destPath, boolean overwrite) throws IOException {
        try (AtomicFile file = AtomicFile.create(path(destPath), overwrite)) {
            Files.copy(path(srcPath), file.stream());
            file.publish();
        }
    }

    static Path path(String text) {
        return text.startsWith("file:") ? Path.of(URI.create("file://" + encoded(text))) : Path.of(text);
    }

    /** Kernel writes {@code file:/a b} without escapes. */
    private static String encoded(String text) {
        String path = text.substring("file:".length()).replaceFirst("^/{2,}", "/");
        return Path.of(path).toUri().getRawPath();
    }

    private static FileStatus status(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return FileStatus.of(
                file.toString(),
                attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    private record LocalInputFile(Path file) implements InputFile {
        @Override
        public long length() throws IOException {
            return Files.size(file);
        }

        @Override
        public String path() {
            return file.toString();
        }

        @Override
        public SeekableInputStream newStream() throws IOException {
            return new LocalInputStream(file);
        }
    }

    private record LocalOutputFile(Path file) implements OutputFile {
        @Override
        public String path() {
            return file.toString();
        }

        @Override
        public PositionOutputStream create(boolean putIfAbsent) throws IOException {
            return new LocalOutputStream(AtomicFile.create(file, !putIfAbsent));
        }

        @Override
        public void writeAtomically(CloseableIterator<String> data, boolean overwrite) throws IOException {
            try (data;
                    AtomicFile target = AtomicFile.create(file, overwrite)) {
                while (data.hasNext()) {
                    target.line(data.next());
                }
                target.publish();
            }
        }
    }
}
