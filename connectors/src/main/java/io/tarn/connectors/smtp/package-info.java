/**
 * Mail handed to a mail server by SMTP (RFC 5321), so that the end of every attempt is known or known to be unknown.
 */
@NullMarked
package io.tarn.connectors.smtp;

import org.jspecify.annotations.NullMarked;
