package io.tarn.engage.outcome;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/**
 * A mail as a reader's program would show it.
 *
 * @param headers by lower-case name, as they stand; of one that stands twice the first
 * @param subject decoded; empty where there is none
 * @param text in plain words, lines ended by LF; empty where there is none
 * @param html as it was sent but for the ends of lines, not made safe; empty where there is none
 */
public record ReceivedMail(Map<String, String> headers, String subject, String text, String html) {
    public ReceivedMail {
        headers = Map.copyOf(headers);
    }

    /** Takes a mail apart; empty for what is no readable mail. */
    public static Optional<ReceivedMail> read(byte[] mail) {
        try {
            ReportParts parts = ReportParts.of(mail);
            return Optional.of(new ReceivedMail(
                    parts.headers(),
                    DecoderUtil.decodeEncodedWords(parts.headers().getOrDefault("subject", ""), DecodeMonitor.SILENT),
                    part(parts, "text/plain"),
                    part(parts, "text/html")));
        } catch (IOException | MimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String part(ReportParts parts, String type) {
        return parts.parts().getOrDefault(type, "").replace("\r\n", "\n");
    }

    /** A header as it stands; empty where there is none. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "ReceivedMail[" + headers.size() + " headers]";
    }
}
