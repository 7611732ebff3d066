package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommittedCacheTest {
    private final CommittedCache<String, Integer> cache = new CommittedCache<>(2);

    @Test
    void letsGoFirstOfWhatNobodyAskedFor() {
        cache.end(Map.of("a", 1), Set.of());
        cache.end(Map.of("b", 2), Set.of());
        assertThat(cache.find("a")).hasValue(1);

        cache.end(Map.of("c", 3), Set.of());
        assertThat(cache.contains("a")).isTrue();
        assertThat(cache.contains("b")).isFalse();
        assertThat(cache.find("c")).hasValue(3);

        cache.end(Map.of("a", 4), Set.of());
        cache.end(Map.of("d", 5, "e", 6), Set.of());
        assertThat(List.of("a", "b", "c", "d", "e").stream().filter(cache::contains))
                .hasSize(2);
    }

    @Test
    void holdsWhatTheLastCommitWroteAndNothingThatIsGone() {
        cache.end(Map.of("a", 1, "b", 2), Set.of());
        cache.end(Map.of("a", 3), Set.of("b"));

        assertThat(cache.find("a")).hasValue(3);
        assertThat(cache.find("b")).isEmpty();
        cache.end(Map.of("b", 4), Set.of());
        assertThat(cache.find("b")).hasValue(4);
    }

    @Test
    void keepsWhatWasReadUnlessThereWasACommitSince() {
        long before = cache.moment();
        cache.begin();
        long within = cache.moment();
        cache.end(Map.of(), Set.of());
        cache.keep(before, Map.of("a", 1));
        cache.keep(within, Map.of("a", 2));
        assertThat(cache.contains("a")).isFalse();

        cache.keep(cache.moment(), Map.of("a", 3));
        assertThat(cache.find("a")).hasValue(3);
    }

    @Test
    void holdsNothingWhereItMay() {
        CommittedCache<String, Integer> none = new CommittedCache<>(0);
        none.end(Map.of("a", 1), Set.of());
        none.end(Map.of("a", 2), Set.of());
        assertThat(none.find("a")).isEmpty();
    }
}
