/** How YAML that people write is read key by key, with all its faults told at once, and how values are written. */
@NullMarked
package io.tarn.wire.yaml;

import org.jspecify.annotations.NullMarked;
