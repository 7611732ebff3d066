package io.tarn.audience.eval;

import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.TraitType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What it costs to ask 200 audiences of one profile, as after an event. Run by hand: it prints and checks nothing. */
public final class EvaluationBench {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final int AUDIENCES = 200;
    private static final int ROUNDS = 20_000;

    private EvaluationBench() {}

    public static void main(String[] arguments) {
        Catalog catalog = Catalog.EMPTY
                .withTrait("country", TraitType.STRING)
                .withTrait("plan", TraitType.STRING)
                .withTrait("orders", TraitType.LONG)
                .withEvent("Order Completed", KnownEvent.OPEN)
                .withEvent("Product Viewed", KnownEvent.OPEN);
        List<BoundExpression> audiences = new ArrayList<>();
        for (int i = 0; i < AUDIENCES; i++) {
            String text = "country in ('IT', 'FR', 'DE') and (orders >= " + i % 7 + " or plan != 'p" + i % 5 + "')"
                    + " and not (count of 'Order Completed' in last " + (30 + i % 10) + " days > " + i % 4 + ")"
                    + " and last 'Product Viewed' within " + (1 + i % 60) + " days";
            if (i % 10 == 0) {
                text += " or did 'Product Viewed' then not 'Order Completed' within 2 days in last 14 days";
            }
            audiences.add(Binder.bind(ExpressionParser.parse(text).orThrow("a"), catalog)
                    .liveOrThrow("a"));
        }
        ProfileView profile = new Fixed(audiences);
        for (int repeat = 0; repeat < 5; repeat++) {
            long members = 0;
            long begin = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                for (BoundExpression audience : audiences) {
                    members += ProfileEvaluator.evaluate(audience, profile, NOW).member() ? 1 : 0;
                }
            }
            long nanos = System.nanoTime() - begin;
            System.out.printf(
                    "%.0f ns an audience on a profile (%d members)%n",
                    (double) nanos / ROUNDS / AUDIENCES, members / ROUNDS);
        }
    }

    /** A profile whose features are at hand, as live ones are. */
    private static final class Fixed implements ProfileView {
        private final Map<String, Value> traits =
                Map.of("country", new Value.Text("IT"), "plan", new Value.Text("pro"), "orders", Value.Decimal.of(3));
        private final Map<String, FeatureValue> totals = new HashMap<>();
        private final Instant viewed = NOW.minus(Duration.ofDays(20));
        private final List<Instant> times = new ArrayList<>();

        Fixed(List<BoundExpression> audiences) {
            FeatureValue two =
                    new FeatureValue(Optional.of(Value.Decimal.of(2)), Optional.of(NOW.plus(Duration.ofDays(3))));
            audiences.forEach(audience -> audience.features().forEach(feature -> totals.put(feature.id(), two)));
            for (int i = 10; i > 0; i--) {
                times.add(NOW.minus(Duration.ofHours(i)));
            }
        }

        @Override
        public @Nullable Value trait(String name) {
            return traits.get(name);
        }

        @Override
        public FeatureValue total(Keyed<EventFeature.Total> feature) {
            return totals.getOrDefault(feature.id(), FeatureValue.MISSING);
        }

        @Override
        public Instant time(Keyed<EventFeature.Time> feature) {
            return viewed;
        }

        @Override
        public List<Instant> times(Keyed<EventFeature.Times> feature) {
            return times;
        }

        @Override
        public @Nullable Boolean consent(String category) {
            return null;
        }

        @Override
        public boolean hasAddress(ChannelKind channel) {
            return true;
        }
    }
}
