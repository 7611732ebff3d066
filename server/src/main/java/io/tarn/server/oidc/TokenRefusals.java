package io.tarn.server.oidc;

import java.util.List;

/** Why tokens are not taken, in words for those who send them; nothing of a token stands in them. */
final class TokenRefusals {
    private TokenRefusals() {}

    static TokenBearer unreadable() {
        return new TokenBearer.Refused(
                "token_unreadable",
                "The token cannot be read, or lacks 'sub' or 'exp'. Send the access token as the provider gave it.");
    }

    static TokenBearer algorithm() {
        return new TokenBearer.Refused(
                "token_algorithm",
                "The token is not signed by a private key. Have the provider sign it with RS256, PS256, ES256 or EdDSA.");
    }

    static TokenBearer keyUnknown(String issuer) {
        return new TokenBearer.Refused(
                "token_key",
                "No key of the provider " + issuer + " fits the token. Get a new token from that provider.");
    }

    static TokenBearer signature(String issuer) {
        return new TokenBearer.Refused(
                "token_signature",
                "The token's signature is not that of the provider " + issuer + ". Get a new token from it.");
    }

    static TokenBearer issuer(String issuer) {
        return new TokenBearer.Refused(
                "token_issuer",
                "The token is of another issuer than " + issuer + " (server.oidc.issuer). Get one from that provider.");
    }

    static TokenBearer audience(List<String> audience) {
        return new TokenBearer.Refused(
                "token_audience",
                "The token is made for others than " + String.join(", ", audience)
                        + " (server.oidc.audience). Ask the provider for one with that audience.");
    }

    static TokenBearer expired() {
        return new TokenBearer.Refused("token_expired", "The token has expired. Get a new one from the provider.");
    }

    static TokenBearer tooEarly() {
        return new TokenBearer.Refused(
                "token_too_early", "The token is not valid yet. Check the clocks of this machine and of the provider.");
    }

    static TokenBearer providerDown(String issuer, String fault) {
        return new TokenBearer.Undecided("The keys of the provider " + issuer + " cannot be had: " + fault
                + ". Send the request again later, or with a key of './tarn key add'.");
    }
}
