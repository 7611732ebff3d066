package io.tarn.server.http;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OpenID provider on this machine: a discovery document, keys that can be changed, and tokens. */
final class TestingProvider implements AutoCloseable {
    private final HttpServer server;
    private final List<RsaJsonWebKey> keys = new ArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean isDown;

    TestingProvider() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String body = exchange.getRequestURI().getPath().equals("/keys")
                    ? keySet()
                    : "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isDown ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        changeKey();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The provider signs with a new key from now on, and gives no other. */
    synchronized void changeKey() throws JoseException {
        keys.clear();
        keys.add(key("k" + System.nanoTime()));
    }

    static RsaJsonWebKey key(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return key;
    }

    private synchronized String keySet() {
        return new JsonWebKeySet(keys).toJson();
    }

    synchronized RsaJsonWebKey current() {
        return keys.getFirst();
    }

    /** Claims that hold. */
    JwtClaims claims(Instant now, String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("tarn");
        claims.setSubject("u-4711");
        claims.setExpirationTime(NumericDate.fromSeconds(now.plusSeconds(300).getEpochSecond()));
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
        claims.setClaim("azp", "web");
        return claims;
    }

    String token(JwtClaims claims) throws JoseException {
        return signed(claims, current());
    }

    static String signed(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
