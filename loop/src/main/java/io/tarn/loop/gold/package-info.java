/**
 * The gold run: raw tables enter, the tables of silver, identity and gold leave. Reads and writes through the lake's
 * session and hands everything else to the stages; decides nothing itself.
 */
@NullMarked
package io.tarn.loop.gold;

import org.jspecify.annotations.NullMarked;
