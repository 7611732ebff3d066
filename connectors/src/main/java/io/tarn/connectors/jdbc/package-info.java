/** Tables of other databases, read through JDBC. */
@NullMarked
package io.tarn.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
