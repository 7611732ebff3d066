package io.tarn.lake.delta;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name whole and synced, or not at all. Confined to one thread.
 *
 * <p>Where the name must be new, a hard link publishes it: of two processes exactly one succeeds.
 */
final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final boolean replaces;
    private final FileChannel channel;
    private final OutputStream stream;

    private AtomicFile(Path target, Path temporary, boolean replaces, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.replaces = replaces;
        this.channel = channel;
        this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    static AtomicFile create(Path target, boolean replaces) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new AtomicFile(target, temporary, replaces, channel);
    }

    OutputStream stream() {
        return stream;
    }

    void line(String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.write('\n');
    }

    /**
     * Gives the file its name.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the name must be new and is not
     */
    void publish() throws IOException {
        stream.flush();
        channel.force(true);
        channel.close();
        if (replaces) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        Files.createLink(target, temporary);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
