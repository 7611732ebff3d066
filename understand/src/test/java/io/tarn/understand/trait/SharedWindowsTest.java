package io.tarn.understand.trait;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import io.tarn.understand.trait.TraitEngine.Occurrence;
import io.tarn.understand.trait.TraitUpdate.InWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows of different lengths on the same events remember each event once, until the longest has let it go. */
final class SharedWindowsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> PRICE = Optional.of("price");

    private final TraitEngine engine = new TraitEngine(List.of(
            trait("orders_1d", Function.COUNT, NONE, 1),
            trait("orders_30d", Function.COUNT, NONE, 30),
            trait("spend_1d", Function.SUM, PRICE, 1),
            trait("prices_7d", Function.LIST, PRICE, 7),
            trait("spend_30d", Function.SUM, PRICE, 30)));

    private final Map<String, List<WindowEntry>> windows = new TreeMap<>();
    private Constituent ann = Constituent.born(ProfileId.derive("test", "ann", 0), START, Constituent.Origin.LIVE);

    private static ComputedTrait trait(String name, Function function, Optional<String> property, int days) {
        return new ComputedTrait(name, "Bought", List.of(), function, property, Optional.of(Duration.ofDays(days)));
    }

    private TraitUpdate buy(int day, String price) {
        Instant at = START.plus(Duration.ofDays(day));
        return follow(
                engine.count(ann, new Occurrence("Bought", at, "m" + day, at), Map.of("price", price), this::entries));
    }

    private TraitUpdate pass(int day) {
        return follow(engine.passTime(ann, START.plus(Duration.ofDays(day)), this::entries));
    }

    private TraitUpdate follow(TraitUpdate update) {
        ann = update.constituent();
        for (InWindow one : update.added()) {
            windows.computeIfAbsent(one.window(), name -> new ArrayList<>()).add(one.entry());
        }
        update.dropped()
                .forEach(
                        one -> Objects.requireNonNull(windows.get(one.window())).remove(one.entry()));
        return update;
    }

    private List<WindowEntry> entries(ProfileId id, String window, Instant after) {
        return windows.getOrDefault(window, List.of()).stream()
                .filter(entry -> entry.at().isAfter(after))
                .toList();
    }

    private Map<String, Value> values() {
        return engine.values(Profile.of(ann));
    }

    @Test
    void remembersAnEventOnceForAllThatLookAtTheSameOfIt() {
        // Its being there, its price as a number, and its price as a text.
        assertThat(buy(0, "10").added()).hasSize(3).extracting(InWindow::window).doesNotHaveDuplicates();
        assertThat(buy(1, "ten").added()).hasSize(2);
        assertThat(windows.keySet()).allMatch(TraitEngine::isOfEntries);
        assertThat(engine.definitions().keySet()).containsAll(windows.keySet());
    }

    @Test
    void forgetsItWhenTheLongestWindowDoes() {
        buy(0, "10");
        assertThat(pass(2).dropped()).isEmpty();
        assertThat(values().keySet()).isEqualTo(Set.of("orders_1d", "orders_30d", "prices_7d", "spend_30d"));
        assertThat(pass(8).dropped()).extracting(one -> one.entry().value()).containsExactly(new Value.Text("10"));
        assertThat(pass(9).dropped()).isEmpty();
        assertThat(values().keySet()).isEqualTo(Set.of("orders_1d", "orders_30d", "spend_30d"));
        assertThat(pass(30).dropped()).hasSize(2);
        assertThat(values()).isEqualTo(Map.of("orders_1d", Value.Decimal.of(0), "orders_30d", Value.Decimal.of(0)));
        assertThat(windows.values()).allMatch(List::isEmpty);
    }

    @Test
    void looksBackNoFurtherThanAWindowIsLong() {
        buy(0, "10");
        buy(5, "20");
        assertThat(values())
                .containsEntry("orders_1d", Value.Decimal.of(1))
                .containsEntry("spend_1d", Value.Decimal.of(20))
                .containsEntry("orders_30d", Value.Decimal.of(2))
                .containsEntry("spend_30d", Value.Decimal.of(30));
    }
}
