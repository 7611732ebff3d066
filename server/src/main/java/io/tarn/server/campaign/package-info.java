/**
 * What people and programs ask about the campaigns of a home, and the answers as JSON and text. In come names and
 * orders; out go values, with personal ones masked as the reader may see them.
 */
@NullMarked
package io.tarn.server.campaign;

import org.jspecify.annotations.NullMarked;
