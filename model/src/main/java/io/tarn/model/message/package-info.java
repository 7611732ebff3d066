/** What is sent to a person, how its delivery ended, and what came back of it. Values only. */
@NullMarked
package io.tarn.model.message;

import org.jspecify.annotations.NullMarked;
