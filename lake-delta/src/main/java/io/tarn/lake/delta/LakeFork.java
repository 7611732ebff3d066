package io.tarn.lake.delta;

import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The making of a lake that begins as another is. Files of a table are never changed once they have their name, so the
 * new lake shares them by hard links: it takes next to no time and space, whatever lies in them. Where the two lie on
 * different disks files are copied.
 */
final class LakeFork {
    private static final String LOG = "_delta_log";

    private LakeFork() {}

    static void of(DeltaTables from, Path target) {
        for (TableName table : from.names()) {
            Path source = from.path(table);
            Path copy = target.resolve(table.schema()).resolve(table.name());
            try {
                // The log first: what a version names that is seen here lies there, since nothing young is deleted.
                link(source.resolve(LOG), copy.resolve(LOG));
                link(source, copy);
            } catch (IOException e) {
                throw DeltaErrors.storage("sharing the files of a table", source, e);
            }
        }
    }

    private static void link(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path made = target.resolve(source.relativize(folder));
                boolean isDone = folder.endsWith(LOG) && !folder.equals(source);
                if (isDone) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(made);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // A name that begins with a dot is that of a file on its way.
                if (!String.valueOf(file.getFileName()).startsWith(".")) {
                    share(file, target.resolve(source.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void share(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (NoSuchFileException e) {
            // Deleted meanwhile, so that no version of today names it.
            return;
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, target);
        }
    }
}
