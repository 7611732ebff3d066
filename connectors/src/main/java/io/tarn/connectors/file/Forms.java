package io.tarn.connectors.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells files that are no tables by their first bytes, and says what they are. */
final class Forms {
    private static final Map<String, String> MAGIC = new LinkedHashMap<>();
    private static final int CONTROLS_SHARE = 20;

    static {
        MAGIC.put("PK\u0003\u0004", "a ZIP archive or an Excel workbook; unpack it, or save its sheet as CSV");
        MAGIC.put("\u00d0\u00cf\u0011\u00e0", "an old Office document; save its sheet as CSV");
        MAGIC.put("(\u00b5/\u00fd", "Zstandard; unpack it first");
        MAGIC.put("BZh", "bzip2; unpack it first");
        MAGIC.put("\u00fd7zXZ", "xz; unpack it first");
        MAGIC.put("ORC", "ORC");
        MAGIC.put("Obj\u0001", "Avro");
        MAGIC.put("SQLite format 3", "an SQLite database; name it as jdbc:sqlite:");
        MAGIC.put("%PDF", "a PDF document");
        MAGIC.put("<?xml", "XML");
        MAGIC.put("<!DOCTYPE", "a web page");
        MAGIC.put("<html", "a web page");
    }

    private Forms() {}

    /** What the content is if it is no text of ours. */
    static Optional<String> foreign(FileContent content) {
        for (Map.Entry<String, String> form : MAGIC.entrySet()) {
            if (content.starts(form.getKey())) {
                return Optional.of(form.getValue());
            }
        }
        return binary(content.sample()) ? Optional.of("bytes that are no text") : Optional.empty();
    }

    private static boolean binary(byte[] sample) {
        int controls = 0;
        for (byte b : sample) {
            boolean blank = b == '\t' || b == '\n' || b == '\r' || b == 0x0C || b == 1 || b == 0x1B;
            controls += b >= 0 && b < ' ' && !blank ? 1 : 0;
        }
        return controls > 0 && controls * CONTROLS_SHARE > sample.length;
    }
}
