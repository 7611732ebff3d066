package io.tarn.server.cli;

import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewPair.Side;
import io.tarn.model.error.TarnException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Asks one pair after the other and carries out what is answered. Confined to one thread. */
final class ReviewTalk {
    private static final String QUESTION = "One person? [a]ccept  [r]eject  [s]plit  s[k]ip  [u]ndo  [q]uit > ";

    private final PrintWriter out;
    private final Keys keys;
    private final Answers answers;
    /** Verdicts of this talk, the newest first, each with the place of its pair; a place without one was no verdict. */
    private final Deque<Given> given = new ArrayDeque<>();

    ReviewTalk(PrintWriter out, Keys keys, Answers answers) {
        this.out = out;
        this.keys = keys;
        this.answers = answers;
    }

    /** What answers bring about; each returns the verdict's id. */
    interface Answers {
        String accept(ReviewPair pair);

        String reject(ReviewPair pair);

        /** That one record is of another person than the rest of its profile. */
        String split(Side side);

        String skip(ReviewPair pair);

        void undo(String verdict);
    }

    private record Given(int place, String verdict) {}

    /**
     * Asks until all is answered or somebody leaves.
     *
     * @param show shows a pair
     * @return how many verdicts stand in the end
     */
    int run(List<ReviewPair> pairs, Consumer<ReviewPair> show) {
        int place = 0;
        while (place < pairs.size()) {
            ReviewPair pair = pairs.get(place);
            out.printf(Locale.ROOT, "%n%d of %d   ", place + 1, pairs.size());
            show.accept(pair);
            out.println();
            int next = answered(pair, place);
            if (next < 0) {
                break;
            }
            place = next;
        }
        return given.size();
    }

    /** The place of the next pair; -1 to leave. */
    private int answered(ReviewPair pair, int place) {
        while (true) {
            out.print(QUESTION);
            out.flush();
            int key = keys.next();
            out.println(key < 0 ? "" : Character.toString(key));
            try {
                switch (key) {
                    case 'a', 'y' -> given.push(new Given(place, answers.accept(pair)));
                    case 'r', 'n' -> given.push(new Given(place, answers.reject(pair)));
                    case 'k' -> given.push(new Given(place, answers.skip(pair)));
                    case 's' -> {
                        if (!split(pair, place)) {
                            continue;
                        }
                    }
                    case 'u' -> {
                        if (given.isEmpty()) {
                            out.println("There is nothing to undo.");
                            continue;
                        }
                        Given last = given.pop();
                        answers.undo(last.verdict());
                        return last.place();
                    }
                    case 'q', -1, 3, 4 -> {
                        return -1;
                    }
                    default -> {
                        out.println("Press a, r, s, k, u or q.");
                        continue;
                    }
                }
                return place + 1;
            } catch (TarnException refused) {
                out.println(refused.getMessage());
            }
        }
    }

    private boolean split(ReviewPair pair, int place) {
        out.print("Which record is not of its profile's person? [l]eft  [r]ight  other: neither > ");
        out.flush();
        int key = keys.next();
        out.println(key < 0 ? "" : Character.toString(key));
        if (key != 'l' && key != 'r') {
            return false;
        }
        given.push(new Given(place, answers.split(key == 'l' ? pair.left() : pair.right())));
        return true;
    }
}
