package io.tarn.engage.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A verifier written from the steps of RFC 6376 section 6 and RFC 8463; shares no code with the signer. */
final class TestingDkim {
    private final PublicKey key;

    TestingDkim(PublicKey key) {
        this.key = key;
    }

    boolean isGood(byte[] mail) throws GeneralSecurityException {
        String text = new String(mail, StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        List<String> headers = List.of(text.substring(0, end).split("\r\n(?![ \t])", -1));
        String signature = headers.getFirst();
        String tags = signature.substring(signature.indexOf(':') + 1).replaceAll("\\s", "");
        boolean body = tag(tags, "bh").equals(base64(hash(body(text.substring(end + 4)))));
        byte[] data = data(headers, signature, tag(tags, "h")).getBytes(StandardCharsets.US_ASCII);
        boolean edwards = tag(tags, "a").equals("ed25519-sha256");
        Signature verifier = Signature.getInstance(edwards ? "Ed25519" : "SHA256withRSA");
        verifier.initVerify(key);
        verifier.update(edwards ? MessageDigest.getInstance("SHA-256").digest(data) : data);
        return body && verifier.verify(Base64.getDecoder().decode(tag(tags, "b")));
    }

    private static String data(List<String> headers, String signature, String names) {
        List<String> left = new ArrayList<>(headers.subList(1, headers.size()));
        StringBuilder data = new StringBuilder();
        for (String name : names.split(":", -1)) {
            for (int i = left.size() - 1; i >= 0; i--) {
                if (left.get(i).toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                    data.append(relaxed(left.remove(i))).append("\r\n");
                    break;
                }
            }
        }
        return data + relaxed(signature.replaceAll("(?s)(\\sb=).*", "$1"));
    }

    private static String relaxed(String header) {
        String unfolded = header.replace("\r\n", "");
        int colon = unfolded.indexOf(':');
        String value = unfolded.substring(colon + 1).replace('\t', ' ');
        while (value.contains("  ")) {
            value = value.replace("  ", " ");
        }
        return unfolded.substring(0, colon).toLowerCase(Locale.ROOT).trim() + ":" + value.trim();
    }

    private static String body(String body) {
        StringBuilder out = new StringBuilder();
        for (String line : body.split("\r\n", -1)) {
            out.append(line.replaceAll("[ \t]+", " ").stripTrailing()).append("\r\n");
        }
        String all = out.toString();
        while (all.endsWith("\r\n\r\n")) {
            all = all.substring(0, all.length() - 2);
        }
        return all.equals("\r\n") ? "" : all;
    }

    private static String tag(String tags, String name) {
        Matcher matcher = Pattern.compile("(?:^|;)" + name + "=([^;]*)").matcher(tags);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static byte[] hash(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
