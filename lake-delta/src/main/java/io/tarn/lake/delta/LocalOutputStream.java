package io.tarn.lake.delta;

import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import java.io.IOException;

/** A stream into an {@link AtomicFile}, which is published when the stream is closed. Confined to one thread. */
final class LocalOutputStream extends PositionOutputStream {
    private final AtomicFile file;
    private long position;
    private boolean closed;
    /** Whether all that came is written; what is not must get no name. */
    private boolean whole = true;

    LocalOutputStream(AtomicFile file) {
        this.file = file;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        whole = false;
        file.stream().write(value);
        position++;
        whole = true;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        whole = false;
        file.stream().write(bytes, offset, length);
        position += length;
        whole = true;
    }

    @Override
    public void flush() throws IOException {
        whole = false;
        file.stream().flush();
        whole = true;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            if (whole) {
                file.publish();
            }
        }
    }
}
