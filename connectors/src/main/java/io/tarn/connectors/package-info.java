/** What can go wrong between us and the places that data comes from. */
@NullMarked
package io.tarn.connectors;

import org.jspecify.annotations.NullMarked;
