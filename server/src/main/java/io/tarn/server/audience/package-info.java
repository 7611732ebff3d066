/**
 * What people and programs ask about the audiences of a home, and the answers as text and JSON. In come names, texts of
 * expressions and profiles; out go values, with personal ones masked as the reader may see them.
 */
@NullMarked
package io.tarn.server.audience;

import org.jspecify.annotations.NullMarked;
