package io.tarn.engage.delivery;

import io.tarn.engage.EngageErrors;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Signs mail by DKIM: relaxed/relaxed, rsa-sha256 (RFC 6376) or ed25519-sha256 (RFC 8463). */
final class DkimSigner {
    /** Named once more than they are there, so that nobody adds another one. */
    private static final Set<String> SEALED = Set.of(
            "from",
            "to",
            "subject",
            "reply-to",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "content-type",
            "x-tarn-campaign",
            "x-tarn-message");

    private static final int LINE = 72;

    private DkimSigner() {}

    /** The signature over all headers and the body. */
    static MailHeader sign(DkimKey key, List<MailHeader> headers, byte[] body, Instant signedAt) {
        List<String> names = new ArrayList<>();
        headers.forEach(header -> names.add(header.name().toLowerCase(Locale.ROOT)));
        SEALED.stream().sorted().forEach(names::add);
        String algorithm = key.isEdwards() ? "ed25519-sha256" : "rsa-sha256";
        String unsigned = "v=1; a=" + algorithm + "; c=relaxed/relaxed; d=" + key.domain() + ";\r\n\ts="
                + key.selector()
                + "; t=" + signedAt.getEpochSecond() + ";\r\n\th=" + folded(String.join(":", names), ':') + ";\r\n\tbh="
                + Base64.getEncoder().encodeToString(sha256(relaxed(body))) + ";\r\n\tb=";
        StringBuilder data = new StringBuilder();
        headers.forEach(header -> data.append(header.relaxed()).append("\r\n"));
        data.append(new MailHeader("DKIM-Signature", unsigned).relaxed());
        String signature = Base64.getEncoder().encodeToString(signature(key, data.toString()));
        return new MailHeader("DKIM-Signature", unsigned + folded(signature, '\0'));
    }

    private static byte[] signature(DkimKey key, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(key.isEdwards() ? "Ed25519" : "SHA256withRSA");
            signature.initSign(key.key());
            signature.update(key.isEdwards() ? sha256(bytes) : bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw EngageErrors.invalidDkimKey(key.selector(), key.domain(), e);
        }
    }

    /** Spaces at ends of lines and empty lines at the end do not count; several spaces are one. */
    static byte[] relaxed(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(text.length());
        int kept = 0;
        for (String line : text.split("\r\n", -1)) {
            String relaxed = line.replaceAll("[ \t]+", " ").replaceAll(" $", "");
            out.append(relaxed).append("\r\n");
            kept = relaxed.isEmpty() ? kept : out.length();
        }
        out.setLength(kept);
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Broken behind a separator, or anywhere when there is none. */
    private static String folded(String text, char separator) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            column++;
            boolean may = separator == '\0' || text.charAt(i) == separator;
            if (may && column >= LINE - 20 && i + 1 < text.length()) {
                out.append("\r\n\t ");
                column = 0;
            }
        }
        return out.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw EngageErrors.missingAlgorithm("SHA-256", e);
        }
    }
}
