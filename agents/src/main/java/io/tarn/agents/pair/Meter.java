package io.tarn.agents.pair;

import java.math.BigDecimal;

/**
 * Keeps what is spent within a budget: the most that a question can cost is set aside before it is asked, and given back
 * as far as it cost less. Safe for several threads.
 */
final class Meter {
    private final ReviewBudget budget;
    private long tokens;
    private BigDecimal money = BigDecimal.ZERO;
    private int open;

    Meter(ReviewBudget budget) {
        this.budget = budget;
    }

    /** What is set aside for one attempt. */
    record Aside(long inputTokens, long outputTokens) {}

    /**
     * Sets the most aside that an attempt can cost; waits for attempts under way where what they may give back could do.
     *
     * @return whether there was enough
     */
    synchronized boolean setAside(Aside most) throws InterruptedException {
        while (!fits(most)) {
            if (open == 0) {
                return false;
            }
            wait();
        }
        open++;
        spend(most.inputTokens(), most.outputTokens(), 1);
        return true;
    }

    /** Ends an attempt with what it cost in truth. */
    synchronized void settle(Aside most, Aside cost) {
        spend(most.inputTokens(), most.outputTokens(), -1);
        spend(cost.inputTokens(), cost.outputTokens(), 1);
        open--;
        notifyAll();
    }

    private boolean fits(Aside most) {
        long asked = most.inputTokens() + most.outputTokens();
        boolean enoughTokens =
                budget.tokensMax().map(max -> tokens + asked <= max).orElse(true);
        BigDecimal after = money.add(budget.price(most.inputTokens(), most.outputTokens()));
        boolean enoughMoney =
                budget.moneyMax().map(max -> after.compareTo(max) <= 0).orElse(true);
        return enoughTokens && enoughMoney;
    }

    private void spend(long input, long output, int sign) {
        tokens += sign * (input + output);
        BigDecimal price = budget.price(input, output);
        money = sign > 0 ? money.add(price) : money.subtract(price);
    }
}
