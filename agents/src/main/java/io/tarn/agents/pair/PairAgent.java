package io.tarn.agents.pair;

import io.tarn.agents.language.LanguageModel;
import io.tarn.agents.language.LanguageModel.Question;
import io.tarn.agents.language.LanguageModel.Said;
import io.tarn.agents.language.LanguageModel.Silence;
import io.tarn.agents.language.LanguageModel.Silent;
import io.tarn.agents.pair.Meter.Aside;
import io.tarn.unify.verdict.PairAnswer;
import io.tarn.unify.verdict.PairAnswer.Cost;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairQuestion;
import io.tarn.unify.verdict.PairReviewer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model about pairs, several at once, within a budget. A question that gets no answer is asked again
 * after a while; where several in a row get none, the rest is not asked.
 *
 * <p>One agent serves one run: its budget is that of a run.
 */
public final class PairAgent implements PairReviewer {
    /** Questions in a row without an answer, after which the model is taken to be gone. */
    private static final int SILENT_MAX = 5;

    private final LanguageModel model;
    private final PairAgentConfig config;
    private final Pause pause;
    private final Meter meter;

    /** Lets time pass between two attempts. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    public PairAgent(LanguageModel model, PairAgentConfig config) {
        this(model, config, Thread::sleep);
    }

    public PairAgent(LanguageModel model, PairAgentConfig config, Pause pause) {
        this.model = model;
        this.config = config;
        this.pause = pause;
        this.meter = new Meter(config.budget());
    }

    @Override
    public Optional<String> name() {
        return Optional.of(config.model() + "/" + PairPrompt.VERSION);
    }

    @Override
    public int pairsMax() {
        return config.budget().pairsMax();
    }

    @Override
    public Review review(List<PairQuestion> questions) {
        Round round = new Round(questions.stream().limit(pairsMax()).toList());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < config.inFlightMax(); i++) {
                threads.execute(round::work);
            }
        }
        String left = questions.size() > pairsMax() ? "the budget of " + pairsMax() + " pairs is spent" : "";
        return new Review(
                Arrays.stream(round.answers).filter(Objects::nonNull).toList(),
                Objects.requireNonNullElse(round.stopped.get(), left));
    }

    /** The questions of one call, shared by the threads that ask them. */
    private final class Round {
        final List<PairQuestion> questions;
        final @Nullable PairAnswer[] answers;
        final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger silent = new AtomicInteger();

        Round(List<PairQuestion> questions) {
            this.questions = questions;
            this.answers = new PairAnswer[questions.size()];
        }

        void work() {
            try {
                while (stopped.get() == null) {
                    int place = next.getAndIncrement();
                    if (place >= questions.size()) {
                        return;
                    }
                    Optional<PairAnswer> answer = ask(questions.get(place));
                    if (answer.isPresent()) {
                        answers[place] = answer.get();
                        count(answer.get());
                    }
                }
            } catch (InterruptedException e) {
                stopped.compareAndSet(null, "the run was interrupted");
                Thread.currentThread().interrupt();
            }
        }

        private void count(PairAnswer answer) {
            if (answer.finding() != Finding.UNANSWERED) {
                silent.set(0);
            } else if (silent.incrementAndGet() >= SILENT_MAX) {
                stopped.compareAndSet(
                        null, "the model did not answer " + SILENT_MAX + " times in a row: " + answer.reason());
            }
        }

        /** Empty where the budget is spent before the first attempt. */
        private Optional<PairAnswer> ask(PairQuestion pair) throws InterruptedException {
            Question question = PairPrompt.of(pair, config.withheld(), config.answerTokensMax());
            Aside most = new Aside(PairPrompt.tokensMax(question), config.answerTokensMax());
            Cost cost = Cost.NONE;
            String why = "";
            for (int attempt = 1; attempt <= config.attemptsMax(); attempt++) {
                if (!meter.setAside(most)) {
                    stopped.compareAndSet(null, "the budget is spent");
                    break;
                }
                Attempt made = attempt(question, most);
                cost = cost.plus(made.cost());
                switch (made.answer()) {
                    case Said said -> {
                        return Optional.of(answer(pair, said, cost));
                    }
                    case Silent no -> {
                        why = no.why();
                        if (no.silence() == Silence.REFUSED || attempt == config.attemptsMax()) {
                            return Optional.of(unanswered(pair, why, cost));
                        }
                        pause.pause(waiting(no, attempt));
                    }
                }
            }
            return cost.attempts() == 0 ? Optional.empty() : Optional.of(unanswered(pair, why, cost));
        }
    }

    private record Attempt(LanguageModel.Answer answer, Cost cost) {}

    private Attempt attempt(Question question, Aside most) {
        Aside cost = most;
        try {
            long begin = System.nanoTime();
            LanguageModel.Answer answer = model.answer(question);
            Duration latency = Duration.ofNanos(System.nanoTime() - begin);
            cost = cost(answer, most);
            return new Attempt(
                    answer,
                    new Cost(
                            cost.inputTokens(),
                            cost.outputTokens(),
                            config.budget().price(cost.inputTokens(), cost.outputTokens()),
                            latency,
                            1));
        } finally {
            meter.settle(most, cost);
        }
    }

    /** What nobody tells counts as the most that it can be. */
    private static Aside cost(LanguageModel.Answer answer, Aside most) {
        return switch (answer) {
            case Said said ->
                new Aside(
                        said.inputTokens() < 0 ? most.inputTokens() : said.inputTokens(),
                        said.outputTokens() < 0 ? most.outputTokens() : said.outputTokens());
            case Silent no -> no.silence() == Silence.LOST ? most : new Aside(0, 0);
        };
    }

    private PairAnswer answer(PairQuestion pair, Said said, Cost cost) {
        PairReply reply = PairReply.read(said.text(), config.confidenceMin());
        return new PairAnswer(
                pair.id(), reply.finding(), reply.confidence(), ReasonText.of(reply.reason(), pair), cost);
    }

    private static PairAnswer unanswered(PairQuestion pair, String why, Cost cost) {
        return new PairAnswer(pair.id(), Finding.UNANSWERED, 0, why, cost);
    }

    /** Twice as long each time, and no less than the other side asks for, up to a limit. */
    private Duration waiting(Silent no, int attempt) {
        Duration ours = config.waitMin().multipliedBy(1L << Math.min(attempt - 1, 20));
        Duration longer = ours.compareTo(no.retryAfter()) < 0 ? no.retryAfter() : ours;
        return longer.compareTo(config.waitMax()) > 0 ? config.waitMax() : longer;
    }
}
