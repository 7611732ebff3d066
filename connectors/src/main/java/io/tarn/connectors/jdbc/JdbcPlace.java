package io.tarn.connectors.jdbc;

import java.util.Optional;

/**
 * Where a table is and how to get in.
 *
 * @param address the jdbc: address, without a secret
 * @param table the table, with its schema where it needs one
 * @param watermark the column that only grows
 * @param password the secret itself, resolved just now
 */
public record JdbcPlace(
        String address, String table, Optional<String> watermark, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
        return name();
    }

    /** The table's place for people and for {@code _file}: no secret, no parameters. */
    public String name() {
        int parameters = address.indexOf('?');
        return (parameters < 0 ? address : address.substring(0, parameters)) + "#" + table;
    }
}
