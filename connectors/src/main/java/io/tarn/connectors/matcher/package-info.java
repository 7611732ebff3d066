/**
 * The ways to a person's own matcher: pairs of records go out as JSON by HTTP, or through a model in the ONNX format,
 * and scores come back.
 */
@NullMarked
package io.tarn.connectors.matcher;

import org.jspecify.annotations.NullMarked;
