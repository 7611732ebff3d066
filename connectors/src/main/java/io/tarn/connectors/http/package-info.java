/** One request of JSON by HTTP, bounded in time and size, for the rooms that ask something of another server. */
@NullMarked
package io.tarn.connectors.http;

import org.jspecify.annotations.NullMarked;
