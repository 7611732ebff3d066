package io.tarn.engage.delivery;

import java.util.Arrays;
import java.util.Optional;

/** What a signed link in a message is for. */
public enum LinkKind {
    /** An image of one pixel that a mail program fetches. */
    OPEN("o"),
    /** A link of the author's, by way of us. */
    CLICK("c"),
    /** Ends mail of this purpose; acts on POST only. */
    UNSUBSCRIBE("u"),
    /** The page on which a person chooses what to get. */
    PREFERENCES("p"),
    /** The page that answers why it was sent. */
    WHY("w");

    private final String letter;

    LinkKind(String letter) {
        this.letter = letter;
    }

    /** As addresses have it. */
    public String letter() {
        return letter;
    }

    public static Optional<LinkKind> of(String letter) {
        return Arrays.stream(values())
                .filter(kind -> kind.letter.equals(letter))
                .findFirst();
    }
}
