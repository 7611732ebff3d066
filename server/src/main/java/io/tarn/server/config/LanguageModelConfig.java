package io.tarn.server.config;

import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.WebAddress;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A language model, and what it may be asked in a run; {@code agents.language-model}.
 *
 * @param endpoint what stands before {@code /chat/completions}; {@code endpoint}
 * @param model its name; {@code model}
 * @param key sent as a bearer token; empty: the server asks for none; {@code key}
 * @param timeout for one answer; {@code timeout}
 * @param inFlightMax questions at once; {@code in-flight}
 * @param answerTokensMax how long an answer may become; {@code answer-tokens-max}
 * @param pairsMax how many pairs a run may ask about; {@code pairs-max}
 * @param tokensMax how many tokens a run may use; empty: no limit of their own; {@code tokens-max}
 * @param costMax what a run may cost by the prices; empty: no limit of its own; {@code cost-max}
 * @param inputPrice of a million tokens that it reads; {@code input-price}
 * @param outputPrice of a million tokens that it writes; {@code output-price}
 * @param confidenceMin below which its word counts as unsure; {@code confidence-min}
 * @param withheld fields whose values it is not told; {@code withheld}
 */
public record LanguageModelConfig(
        URI endpoint,
        String model,
        Optional<SecretReference> key,
        Duration timeout,
        int inFlightMax,
        int answerTokensMax,
        int pairsMax,
        Optional<Long> tokensMax,
        Optional<BigDecimal> costMax,
        BigDecimal inputPrice,
        BigDecimal outputPrice,
        double confidenceMin,
        Set<MatchField> withheld) {
    private static final String ROOM = "agents.language-model.";
    private static final String ENDPOINT = ROOM + "endpoint";
    private static final String MODEL = ROOM + "model";
    private static final String KEY = ROOM + "key";
    private static final String TIMEOUT = ROOM + "timeout";
    private static final String IN_FLIGHT = ROOM + "in-flight";
    private static final String ANSWER_TOKENS_MAX = ROOM + "answer-tokens-max";
    private static final String PAIRS_MAX = ROOM + "pairs-max";
    private static final String TOKENS_MAX = ROOM + "tokens-max";
    private static final String COST_MAX = ROOM + "cost-max";
    private static final String INPUT_PRICE = ROOM + "input-price";
    private static final String OUTPUT_PRICE = ROOM + "output-price";
    private static final String CONFIDENCE_MIN = ROOM + "confidence-min";
    private static final String WITHHELD = ROOM + "withheld";

    static final List<String> KEYS = List.of(
            ENDPOINT,
            MODEL,
            KEY,
            TIMEOUT,
            IN_FLIGHT,
            ANSWER_TOKENS_MAX,
            PAIRS_MAX,
            TOKENS_MAX,
            COST_MAX,
            INPUT_PRICE,
            OUTPUT_PRICE,
            CONFIDENCE_MIN,
            WITHHELD);

    private static final int TOKENS_LIMIT = 2_000_000_000;
    private static final int ANSWER_TOKENS_LIMIT = 100_000;

    public LanguageModelConfig {
        withheld = Set.copyOf(withheld);
    }

    /** What is said of it; empty when nothing is. */
    static Optional<LanguageModelConfig> read(ConfigValues values) {
        Optional<String> text = values.text(ENDPOINT);
        if (text.isEmpty()) {
            if (!values.under(ROOM).isEmpty()) {
                values.fault(ENDPOINT + " is missing: name what stands before /chat/completions, such as"
                        + " https://api.openai.com/v1 or http://localhost:11434/v1");
            }
            return Optional.empty();
        }
        Optional<URI> endpoint = WebAddress.parse(text.get());
        if (endpoint.isEmpty()) {
            values.fault(ENDPOINT + " is '" + text.get() + "': use an address such as https://api.openai.com/v1");
        }
        Optional<String> model = values.text(MODEL);
        if (model.isEmpty()) {
            values.fault(MODEL + " is missing: name the model as its server does");
        }
        Optional<SecretReference> key = values.secret(KEY);
        if (key.isPresent() && endpoint.filter(LanguageModelConfig::isOpen).isPresent()) {
            values.fault(KEY + " is given, and " + ENDPOINT
                    + " begins with http:, so that everybody on the way could read it: use https");
        }
        Optional<BigDecimal> costMax = values.amount(COST_MAX);
        BigDecimal inputPrice = values.amount(INPUT_PRICE).orElse(BigDecimal.ZERO);
        BigDecimal outputPrice = values.amount(OUTPUT_PRICE).orElse(BigDecimal.ZERO);
        if (costMax.isPresent() && inputPrice.signum() == 0 && outputPrice.signum() == 0) {
            values.fault(COST_MAX + " is given without " + INPUT_PRICE + " and " + OUTPUT_PRICE
                    + ": say what a million tokens cost");
        }
        LanguageModelConfig read = new LanguageModelConfig(
                endpoint.orElse(URI.create("http://localhost")),
                model.orElse(""),
                key,
                values.time(TIMEOUT, Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
                values.whole(IN_FLIGHT, 4, 1, 64),
                values.whole(ANSWER_TOKENS_MAX, 500, 50, ANSWER_TOKENS_LIMIT),
                values.whole(PAIRS_MAX, 200, 1, 20_000),
                values.text(TOKENS_MAX).map(_ -> (long) values.whole(TOKENS_MAX, 1, 1, TOKENS_LIMIT)),
                costMax,
                inputPrice,
                outputPrice,
                values.share(CONFIDENCE_MIN, 0.8),
                withheld(values));
        return endpoint.isPresent() && model.isPresent() ? Optional.of(read) : Optional.empty();
    }

    /** Whether what is sent can be read on the way. */
    private static boolean isOpen(URI endpoint) {
        return "http".equals(endpoint.getScheme()) && !Loopback.contains(endpoint.getHost());
    }

    private static Set<MatchField> withheld(ConfigValues values) {
        Set<MatchField> withheld = EnumSet.noneOf(MatchField.class);
        List<String> known =
                Arrays.stream(MatchField.values()).map(MatchField::column).toList();
        for (String word : values.words(WITHHELD)) {
            if (known.contains(word)) {
                withheld.add(MatchField.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                values.fault(
                        WITHHELD + " names '" + word + "', which is no field: use some of " + String.join(", ", known));
            }
        }
        return withheld;
    }
}
