/** Who somebody is: sources, records, profiles and the identifiers that join them. Values only. */
@NullMarked
package io.tarn.model.identity;

import org.jspecify.annotations.NullMarked;
