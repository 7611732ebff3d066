/**
 * Whether a message is sent, waits or is withheld, and why. A {@link io.tarn.model.decision.DecisionContext} enters, a
 * {@link io.tarn.model.decision.Decision} leaves. It touches no file, clock or chance and imports the model alone: a
 * replay, a dry run and a live decision are one code.
 */
@NullMarked
package io.tarn.decide;

import org.jspecify.annotations.NullMarked;
