package io.tarn.loop.gold;

import io.tarn.unify.verdict.PairAnswer;
import io.tarn.unify.verdict.PairAnswer.Cost;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairQuestion;
import io.tarn.unify.verdict.PairReviewer;
import java.util.List;
import java.util.Optional;

/** A reviewer that says of two records the same whenever it is asked: one person, two, or neither. */
record TestingReviewer(String model, int pairsMax) implements PairReviewer {
    private static final List<Finding> FINDINGS = List.of(Finding.SAME, Finding.DIFFERENT, Finding.UNSURE);

    @Override
    public Optional<String> name() {
        return Optional.of(model);
    }

    @Override
    public Review review(List<PairQuestion> questions) {
        return new Review(questions.stream().map(TestingReviewer::answer).toList(), "");
    }

    private static PairAnswer answer(PairQuestion question) {
        int said = (question.left() + " " + question.right()).hashCode();
        return new PairAnswer(
                question.id(), FINDINGS.get(Math.floorMod(said, FINDINGS.size())), 0.9, "so it is", Cost.NONE);
    }
}
