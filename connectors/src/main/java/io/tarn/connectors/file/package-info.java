/** Files, folders and patterns: which files are there, which are new, and what each of them holds. */
@NullMarked
package io.tarn.connectors.file;

import org.jspecify.annotations.NullMarked;
