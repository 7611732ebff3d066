package io.tarn.connectors.smtp;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lines to and from the server, within bounds of length and time. Confined to one thread at a time. */
final class SmtpWire implements Closeable {
    private static final int LINE_LENGTH_MAX = 2_000;
    private static final int LINES_MAX = 100;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[4_096];
    private int at;
    private int end;

    SmtpWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), 16_384);
    }

    Socket socket() {
        return socket;
    }

    void writeLine(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** A mail's bytes with a dot doubled where one begins a line; not yet its end. The mail ends with CRLF. */
    void writeMail(byte[] mail) throws IOException {
        int from = 0;
        boolean begins = true;
        for (int i = 0; i < mail.length; i++) {
            if (begins && mail[i] == '.') {
                out.write(mail, from, i - from);
                out.write('.');
                from = i;
            }
            begins = mail[i] == '\n';
        }
        out.write(mail, from, mail.length - from);
        out.flush();
    }

    /** Whether the server said something that nobody asked for. */
    boolean hasUnread() throws IOException {
        return at < end || in.available() > 0;
    }

    /** The next reply. @throws IOException when it does not come in time or is none */
    SmtpReply read(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> lines = new ArrayList<>();
        int code = 0;
        while (true) {
            String line = line(deadline);
            int number = number(line);
            if (number < 0 || (code != 0 && number != code) || lines.size() == LINES_MAX) {
                throw new IOException("the reply is not SMTP");
            }
            code = number;
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(code, List.copyOf(lines));
            }
        }
    }

    private static int number(String line) {
        boolean form = line.length() >= 3
                && line.charAt(0) >= '2'
                && line.charAt(0) <= '5'
                && Character.isDigit(line.charAt(1))
                && Character.isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        return form ? Integer.parseInt(line.substring(0, 3)) : -1;
    }

    private String line(long deadline) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (at == end) {
                fill(deadline);
            }
            char unit = (char) (buffer[at++] & 0xff);
            if (unit == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            line.append(unit);
            if (line.length() > LINE_LENGTH_MAX) {
                throw new IOException("the reply is too long");
            }
        }
    }

    private void fill(long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("no reply in time");
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        int read = in.read(buffer);
        if (read < 0) {
            throw new EOFException("the connection was closed");
        }
        at = 0;
        end = read;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
            return;
        }
    }
}
