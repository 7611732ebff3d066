/**
 * Who is in which audience, live: what a change of a profile, or time, makes of its memberships. Values in, values out.
 */
@NullMarked
package io.tarn.understand.membership;

import org.jspecify.annotations.NullMarked;
