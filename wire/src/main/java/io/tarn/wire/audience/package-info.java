/** The tree forms of audiences in JSON and YAML, and the files that declare them. */
@NullMarked
package io.tarn.wire.audience;

import org.jspecify.annotations.NullMarked;
