package io.tarn.engage.delivery;

import io.tarn.engage.EngageErrors;
import io.tarn.model.message.MessageId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The links that messages carry to us: {@code <base>/m/<kind>/<message id>/<signature>}, a click's target as query
 * {@code to}. The signature is HMAC-SHA256 over kind, id and target, so nobody can make us redirect elsewhere or act
 * for
 * another message; a link says nothing about the person. Safe for many threads.
 */
public final class SignedLinks {
    /** What a click's target stands behind. */
    public static final String TARGET = "to";

    public static final int KEY_BYTES_MIN = 32;

    /** A target longer than this keeps its own address and is not counted. */
    public static final int TARGET_LENGTH_MAX = 1_500;

    private static final Pattern PATH = Pattern.compile("/m/([a-z])/(m[0-9a-v]{25})/([A-Za-z0-9_-]{43})");
    private static final Pattern WEB = Pattern.compile("https?://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);

    private final String base;
    private final List<SecretKeySpec> keys;

    /**
     * @param base where the server answers, such as {@code https://mail.example.com}
     * @param keys the first signs; the others, older ones, are still known
     */
    public SignedLinks(URI base, List<byte[]> keys) {
        String scheme = String.valueOf(base.getScheme());
        boolean plain = scheme.equals("http") && isThisMachine(String.valueOf(base.getHost()));
        if (base.getHost() == null
                || !(scheme.equals("https") || plain)
                || base.getRawQuery() != null
                || base.getRawFragment() != null
                || base.getRawUserInfo() != null) {
            throw EngageErrors.invalidLinkBase(base.toString());
        }
        int shortest = keys.stream().mapToInt(key -> key.length).min().orElse(0);
        if (shortest < KEY_BYTES_MIN) {
            throw EngageErrors.weakKey(shortest, KEY_BYTES_MIN);
        }
        this.base = base.toString().replaceAll("/+$", "");
        this.keys =
                keys.stream().map(key -> new SecretKeySpec(key, "HmacSHA256")).toList();
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    /** A link of a kind that has no target. */
    public String link(LinkKind kind, MessageId message) {
        return base + "/m/" + kind.letter() + "/" + message + "/" + sign(keys.getFirst(), kind, message, "");
    }

    /** The links that templates name: {@code unsubscribe}, {@code preferences} and {@code why}. */
    public Map<String, String> named(MessageId message) {
        Map<String, String> named = new TreeMap<>();
        named.put("unsubscribe", link(LinkKind.UNSUBSCRIBE, message));
        named.put("preferences", link(LinkKind.PREFERENCES, message));
        named.put("why", link(LinkKind.WHY, message));
        return named;
    }

    /** A link that leads to a target by way of us; empty when the target is no address on the web or too long. */
    public Optional<String> click(MessageId message, String target) {
        if (target.length() > TARGET_LENGTH_MAX || !WEB.matcher(target).matches() || isOwn(target)) {
            return Optional.empty();
        }
        String signature = sign(keys.getFirst(), LinkKind.CLICK, message, target);
        return Optional.of(base + "/m/" + LinkKind.CLICK.letter() + "/" + message + "/" + signature + "?" + TARGET + "="
                + URLEncoder.encode(target, StandardCharsets.UTF_8));
    }

    /** Whether an address is one of these links already. */
    public boolean isOwn(String address) {
        return address.startsWith(base + "/m/");
    }

    /**
     * What a link says; empty when it was not made with one of the keys.
     *
     * @param path without the base's own, from {@code /m/} on
     * @param target the decoded value of {@code to}; empty when there is none
     */
    public Optional<SignedLink> verify(String path, String target) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || target.length() > TARGET_LENGTH_MAX) {
            return Optional.empty();
        }
        Optional<LinkKind> kind = LinkKind.of(matcher.group(1));
        if (kind.isEmpty()
                || (kind.get() == LinkKind.CLICK) != WEB.matcher(target).matches()) {
            return Optional.empty();
        }
        String said = kind.get() == LinkKind.CLICK ? target : "";
        MessageId message = new MessageId(matcher.group(2));
        byte[] given = matcher.group(3).getBytes(StandardCharsets.US_ASCII);
        boolean known = false;
        for (SecretKeySpec key : keys) {
            byte[] made = sign(key, kind.get(), message, said).getBytes(StandardCharsets.US_ASCII);
            known |= MessageDigest.isEqual(made, given);
        }
        return known ? Optional.of(new SignedLink(kind.get(), message, said)) : Optional.empty();
    }

    private static String sign(SecretKeySpec key, LinkKind kind, MessageId message, String target) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String said = kind.letter() + "\0" + message + "\0" + target;
            byte[] signature = mac.doFinal(said.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw EngageErrors.missingAlgorithm("HMAC-SHA256", e);
        }
    }
}
