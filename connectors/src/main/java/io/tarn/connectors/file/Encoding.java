package io.tarn.connectors.file;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import io.tarn.connectors.staging.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The encoding of a text and the length of the mark at its beginning.
 *
 * <p>A mark decides; then zeros in every other byte; then whether more characters beyond ASCII are UTF-8 than are not.
 * Only text that is not UTF-8 is left to ICU's statistics, which name lists are short for: another encoding than
 * Windows-1252 must be clearly likelier.
 */
record Encoding(Charset charset, int markLength) {
    static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, 0);

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int LIKELY = 40;
    private static final int LIKELIER = 15;
    private static final int ODD = 4;

    static Encoding of(byte[] sample, int end) {
        if (begins(sample, end, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (begins(sample, end, 0xFF, 0xFE, 0, 0)) {
            return new Encoding(Charset.forName("UTF-32LE"), 4);
        }
        if (begins(sample, end, 0, 0, 0xFE, 0xFF)) {
            return new Encoding(Charset.forName("UTF-32BE"), 4);
        }
        if (begins(sample, end, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(sample, end, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2);
        }
        int evenZeros = zeros(sample, end, 0);
        int oddZeros = zeros(sample, end, 1);
        if (oddZeros * ODD > end && evenZeros * 2 * ODD < end) {
            return new Encoding(StandardCharsets.UTF_16LE, 0);
        }
        if (evenZeros * ODD > end && oddZeros * 2 * ODD < end) {
            return new Encoding(StandardCharsets.UTF_16BE, 0);
        }
        return mostlyUtf8(sample, end) ? UTF_8 : new Encoding(guess(Arrays.copyOf(sample, end)), 0);
    }

    /** The likeliest encoding of bytes that are not UTF-8. */
    static Charset guess(byte[] bytes) {
        CharsetMatch[] matches = new CharsetDetector().setText(bytes).detectAll();
        int western = 0;
        for (CharsetMatch match : matches) {
            if (match.getName().equals("ISO-8859-1") || match.getName().equals("windows-1252")) {
                western = Math.max(western, match.getConfidence());
            }
        }
        for (CharsetMatch match : matches) {
            boolean clear = match.getConfidence() >= LIKELY && match.getConfidence() >= western + LIKELIER;
            if (clear
                    && Charset.isSupported(match.getName())
                    && !match.getName().startsWith("UTF")) {
                return Charset.forName(match.getName());
            }
        }
        return undefinedInWindows1252(bytes) ? StandardCharsets.ISO_8859_1 : WINDOWS_1252;
    }

    private static boolean mostlyUtf8(byte[] sample, int end) {
        int characters = 0;
        int strays = 0;
        int position = 0;
        while (position < end) {
            int length = Utf8.length(sample, position, end);
            boolean cutOff = length == 0 && end - position < 4;
            characters += length > 1 ? 1 : 0;
            strays += length == 0 && !cutOff ? 1 : 0;
            position += Math.max(1, length);
        }
        return strays <= characters && (strays == 0 || characters > 0);
    }

    private static boolean undefinedInWindows1252(byte[] bytes) {
        for (byte b : bytes) {
            int value = b & 0xFF;
            if (value == 0x81 || value == 0x8D || value == 0x8F || value == 0x90 || value == 0x9D) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] sample, int end, int... mark) {
        if (end < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((sample[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] sample, int end, int from) {
        int zeros = 0;
        for (int i = from; i < end; i += 2) {
            zeros += sample[i] == 0 ? 1 : 0;
        }
        return zeros;
    }
}
