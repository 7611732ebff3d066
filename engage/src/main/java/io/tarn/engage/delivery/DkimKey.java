package io.tarn.engage.delivery;

import io.tarn.engage.EngageErrors;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A key by which mail of a domain is signed; its public half stands in DNS at {@code <selector>._domainkey.<domain>}.
 *
 * @param key RSA or Ed25519
 */
public record DkimKey(String domain, String selector, PrivateKey key) {
    private static final int RSA_BITS_MIN = 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?");

    public DkimKey {
        if (!NAME.matcher(domain).matches()) {
            throw EngageErrors.invalidName("domain that DKIM can sign for", domain);
        }
        if (!NAME.matcher(selector).matches()) {
            throw EngageErrors.invalidName("DKIM selector", selector);
        }
    }

    /**
     * A key as it lies in a file.
     *
     * @param pem a private key in PKCS#8
     */
    public static DkimKey parse(String domain, String selector, String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            return new DkimKey(domain, selector, read(spec));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw EngageErrors.invalidDkimKey(selector, domain, e);
        }
    }

    private static PrivateKey read(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(spec);
            if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= RSA_BITS_MIN) {
                return key;
            }
            throw new GeneralSecurityException("an RSA key of fewer than " + RSA_BITS_MIN + " bits", e);
        }
    }

    boolean isEdwards() {
        return key instanceof EdECPrivateKey;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "DkimKey[" + selector + "._domainkey." + domain + "]";
    }
}
