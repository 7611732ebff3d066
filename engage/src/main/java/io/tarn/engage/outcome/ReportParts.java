package io.tarn.engage.outcome;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * A mail taken apart as far as reports go.
 *
 * @param headers its own, by lower-case name
 * @param parts the text of each part by its lower-case media type
 */
record ReportParts(Map<String, String> headers, Map<String, String> parts) {
    private static final int MAIL_LENGTH_MAX = 5_000_000;
    private static final int PART_LENGTH_MAX = 200_000;
    private static final int PARTS_MAX = 50;
    private static final int HEADERS_MAX = 1_000;
    private static final int LINE_LENGTH_MAX = 100_000;

    static ReportParts of(byte[] mail) throws IOException, MimeException {
        if (mail.length > MAIL_LENGTH_MAX) {
            throw new IOException("longer than " + MAIL_LENGTH_MAX + " bytes");
        }
        MimeConfig limits = MimeConfig.custom()
                .setMaxHeaderCount(HEADERS_MAX)
                .setMaxLineLen(LINE_LENGTH_MAX)
                .setMaxHeaderLen(LINE_LENGTH_MAX)
                .build();
        MimeTokenStream stream = new MimeTokenStream(limits);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(mail));
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> parts = new LinkedHashMap<>();
        int depth = 0;
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_START_BODYPART) {
                depth++;
            } else if (state == EntityState.T_FIELD && depth == 0) {
                headers.putIfAbsent(
                        stream.getField().getName().toLowerCase(Locale.ROOT),
                        stream.getField().getBody().strip());
            } else if (state == EntityState.T_BODY && parts.size() < PARTS_MAX) {
                parts.putIfAbsent(stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT), text(stream));
            }
        }
        return new ReportParts(headers, parts);
    }

    private static String text(MimeTokenStream stream) throws IOException {
        try (InputStream in = stream.getDecodedInputStream()) {
            return new String(in.readNBytes(PART_LENGTH_MAX), StandardCharsets.UTF_8);
        }
    }

    /** Groups of fields parted by empty lines, as reports have them; names in lower case. */
    static List<Map<String, String>> groups(String text) {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = new LinkedHashMap<>();
        for (String line :
                text.replace("\r\n", "\n").replaceAll("\n[ \t]+", " ").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                group.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            } else if (line.isBlank() && !group.isEmpty()) {
                groups.add(group);
                group = new LinkedHashMap<>();
            }
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
