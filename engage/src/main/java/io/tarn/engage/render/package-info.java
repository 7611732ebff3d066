/** Liquid templates: checked when declared, rendered within limits, safe in HTML by default. */
@NullMarked
package io.tarn.engage.render;

import org.jspecify.annotations.NullMarked;
