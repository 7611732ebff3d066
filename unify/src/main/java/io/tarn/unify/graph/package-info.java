/** Joins links into clusters of records, one a person, and takes apart what was joined by too little. */
@NullMarked
package io.tarn.unify.graph;

import org.jspecify.annotations.NullMarked;
