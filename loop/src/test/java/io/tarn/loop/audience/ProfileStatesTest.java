package io.tarn.loop.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.model.policy.TraitType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles as told and as found from all their changes are the same, whatever became of them since. */
final class ProfileStatesTest {
    /** Later than any commit of a test, so that the past is what is there now. */
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private static final List<String> ASKED = List.of(
            "everyone",
            "not country exists or Country = 'IT' or city = 'c1' or trait 'odd 1' = 'x'",
            "country = 'IT' and (reachable by email or consents to marketing)",
            "count of 'Bought' >= 1 and not city = 'c2'",
            "did 'Bought' where total > 1 then 'Bought' within 20 days in last 365 days");

    private static final Catalog CATALOG = new Catalog(
            Map.of(
                    "country",
                    TraitType.STRING,
                    "Country",
                    TraitType.STRING,
                    "city",
                    TraitType.STRING,
                    "odd 1",
                    TraitType.STRING),
            Map.of(),
            Map.of("Bought", KnownEvent.OPEN),
            Map.of(),
            Set.of("marketing"),
            Set.of());

    private static final int PAGE = 1000;

    @TempDir
    private Path folder;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = DeltaLake.open(folder, DeltaLakeConfig.defaults());
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void toldProfilesAreThoseThatAreFound(long seed) {
        ChangingProfiles profiles = new ChangingProfiles(lake, new Random(seed));
        ProfileStates states = new ProfileStates(lake);
        profiles.begin();

        for (int step = 0; step < 6; step++) {
            profiles.go();
            assertSame("seed " + seed + ", before writing " + step);
            if (step % 3 == 1) {
                assertThat(states.refresh()).isTrue();
                assertSame("seed " + seed + ", after writing " + step);
            }
        }
    }

    private void assertSame(String when) {
        try (AudienceLake told = AudienceLake.now(lake, LATER);
                AudienceLake found = AudienceLake.past(lake, LATER)) {
            for (String where : ASKED) {
                LakeExpression audience = Binder.bind(
                                ExpressionParser.parse(where).orThrow("asked"), CATALOG)
                        .lakeOrThrow("asked");
                MemberPage expected = found.members(audience, PAGE, Optional.empty());
                assertThat(told.members(audience, PAGE, Optional.empty()))
                        .as(where + ", " + when)
                        .isEqualTo(expected);
                assertThat(told.count(audience))
                        .as(where + ", " + when)
                        .isEqualTo(expected.members().size());
            }
        }
    }

    @Test
    void whatIsForgottenIsNotBroughtBackByAWritingUnderWay() {
        ChangingProfiles profiles = new ChangingProfiles(lake, new Random(7));
        profiles.begin();
        profiles.go();

        try (Lake.Lock _ = lake.lock(Runs.STATES_LOCK, "test", Duration.ZERO)) {
            assertThat(new ProfileStates(lake).refresh()).isFalse();
        }
        assertThat(lake.find(EventTables.PROFILE_STATES.name())).isEmpty();
    }

    @Test
    void aColumnThatNoRowWasWrittenForIsNotRead() {
        ChangingProfiles profiles = new ChangingProfiles(lake, new Random(8));
        profiles.begin();
        profiles.go();
        new ProfileStates(lake).refresh();

        lake.evolve(
                EventTables.PROFILE_STATES.name(),
                List.of(Column.personal("trait_odd 1", Scalar.STRING, "Cut off before rows came")));

        assertSame("after a writing that was cut off");
        profiles.go();
        assertThat(new ProfileStates(lake).refresh()).isTrue();
        assertSame("after the next");
    }

    @Test
    void aFewProfilesNeedNoTable() {
        ChangingProfiles profiles = new ChangingProfiles(lake, new Random(9));
        profiles.begin();
        profiles.go();

        assertThat(new ProfileStates(lake).refreshIfDue()).isFalse();
    }

    @Test
    void changesThatAreNoMoreAreNotToldOf() {
        ChangingProfiles profiles = new ChangingProfiles(lake, new Random(10));
        profiles.begin();
        profiles.go();
        new ProfileStates(lake).refresh();

        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.deleteWhere(
                    EventTables.PROFILE_CHANGES.name(),
                    Statement.of("log_offset = (SELECT max(log_offset) FROM gold.profile_changes)"));
        }

        assertSame("with the newest change gone");
        assertThat(new ProfileStates(lake).refresh()).isTrue();
        assertSame("written anew");
    }
}
