/** The demo: a sample brand from its five sources to its gold table, told in a minute. */
@NullMarked
package io.tarn.server.demo;

import org.jspecify.annotations.NullMarked;
