/** Numbers and times as people read them; shared by reports and by the command line. Pure. */
@NullMarked
package io.tarn.server.figures;

import org.jspecify.annotations.NullMarked;
