/** Forms of identity: the match model as JSON, the identity rules as YAML. */
@NullMarked
package io.tarn.wire.identity;

import org.jspecify.annotations.NullMarked;
