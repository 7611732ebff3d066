package io.tarn.connectors.webhook;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that a receiver shares with us; written {@code whsec_} and base64 of 24 to 64 bytes. Never shown. */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES_MIN = 24;
    private static final int BYTES_MAX = 64;

    private final SecretKeySpec key;

    private WebhookSecret(SecretKeySpec key) {
        this.key = key;
    }

    public static WebhookSecret parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
            if (bytes.length >= BYTES_MIN && bytes.length <= BYTES_MAX) {
                return new WebhookSecret(new SecretKeySpec(bytes, "HmacSHA256"));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static TarnException invalid(@org.jspecify.annotations.Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "A webhook's secret cannot be used: 'whsec_' and base64 of 24 to 64 bytes are expected. Make one with"
                        + " 'openssl rand -base64 32'.",
                cause);
    }

    /** The header {@code webhook-signature} for a message. */
    public String sign(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "This Java lacks HMAC-SHA256, which each must have.", e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
