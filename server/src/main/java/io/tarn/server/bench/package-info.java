/** What {@code tarn bench} measures: whole commands in processes of their own, on real and on generated data. */
@NullMarked
package io.tarn.server.bench;

import org.jspecify.annotations.NullMarked;
