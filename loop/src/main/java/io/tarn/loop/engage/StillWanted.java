package io.tarn.loop.engage;

import io.tarn.storage.Dispatch;
import java.util.Optional;

/** Looks once more at a message that is about to leave: its person may have said since that they want none. */
@FunctionalInterface
public interface StillWanted {
    /** Lets everything go. */
    StillWanted ALWAYS = _ -> Optional.empty();

    /**
     * Why it may not leave any more: a sentence for the one who operates it, without personal data. Empty when it may.
     * Asked from several threads, right before anything is at stake.
     */
    Optional<String> refusal(Dispatch dispatch);
}
