package io.tarn.server.report;

import io.tarn.loop.gold.ModelReviewed;
import io.tarn.unify.verdict.PairAnswer.Cost;
import io.tarn.unify.verdict.PairAnswer.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a language model made of a run's pairs, in words. */
public final class ReviewedWords {
    private static final int MONEY_DIGITS = 4;

    private ReviewedWords() {}

    /** A run's account. */
    public static String of(ModelReviewed model) {
        StringBuilder words = new StringBuilder(model.by() + ": ");
        if (model.asked() == 0) {
            words.append("nothing asked");
        } else {
            words.append(model.asked()).append(model.asked() == 1 ? " pair asked, " : " pairs asked, ");
            words.append(model.count(Finding.SAME)).append(" one person, ");
            words.append(model.count(Finding.DIFFERENT)).append(" two, ");
            words.append(model.count(Finding.UNSURE)).append(" unsure");
            if (model.count(Finding.UNANSWERED) > 0) {
                words.append(", ").append(model.count(Finding.UNANSWERED)).append(" without an answer");
            }
            words.append("; ").append(cost(model.cost()));
        }
        if (model.known() > 0) {
            words.append("; ").append(model.known()).append(" earlier verdicts hold");
        }
        if (model.conflicting() > 0) {
            words.append("; ").append(model.conflicting()).append(" contradict themselves and were not joined");
        }
        if (model.left() > 0) {
            words.append("; ").append(model.left()).append(" not asked");
            words.append(model.stopped().isEmpty() ? "" : ": " + model.stopped());
        } else if (!model.stopped().isEmpty()) {
            words.append("; ").append(model.stopped());
        }
        return words.toString();
    }

    /** Tokens and money. */
    public static String cost(Cost cost) {
        long tokens = cost.inputTokens() + cost.outputTokens();
        return tokens + " tokens" + (cost.money().signum() == 0 ? "" : ", cost " + money(cost.money()));
    }

    /** Rounded up, so that what costs something never shows as nothing. */
    private static String money(BigDecimal money) {
        return money.setScale(MONEY_DIGITS, RoundingMode.CEILING).toPlainString();
    }
}
