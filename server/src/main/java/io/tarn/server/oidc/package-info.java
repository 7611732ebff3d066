/**
 * Tokens of an OpenID provider: a token and the present time come in, who its bearer is comes out, or why it is not taken.
 * Knows HTTP only as a client of the provider; which routes a bearer may use is for {@code server.http} to say.
 */
@NullMarked
package io.tarn.server.oidc;

import org.jspecify.annotations.NullMarked;
