package io.tarn.loop.audience;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Audiences in a few words, over a lake whose tables are written by hand. */
final class TestingAudiences {
    static final Declared NOTHING = declared();

    private TestingAudiences() {}

    static Declared declared(AudienceDefinition... audiences) {
        return new Declared(List.of(audiences), List.of(), TrackingPlan.OPEN, Optional.empty());
    }

    static AudienceDefinition audience(String name, String where) {
        return new AudienceDefinition(
                new AudienceName(name), "", ExpressionParser.parse(where).orThrow(name));
    }

    static LakeExpression bound(AudienceLake lake, Declared declared, String where) {
        return bound(lake.catalog(declared, new SeenWords()), where);
    }

    static LakeExpression bound(AudienceCatalog catalog, String where) {
        return catalog.bind(ExpressionParser.parse(where).orThrow("test")).lakeOrThrow("test");
    }

    /** The ids of all members, page by page. */
    static List<String> members(AudienceLake lake, LakeExpression audience, int page) {
        List<String> ids = new ArrayList<>();
        Optional<ProfileId> after = Optional.empty();
        do {
            MemberPage one = lake.members(audience, page, after);
            one.members().forEach(member -> ids.add(member.profile().value()));
            after = one.next();
        } while (after.isPresent());
        return ids;
    }

    static void write(Lake lake, TableName table, String rows) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.append(table, Statement.of(rows), Optional.empty());
        }
    }

    /** Says that a run is complete whose tables are those that there are. */
    static void completeRun(Lake lake, Instant at) {
        Map<TableName, Long> versions = new HashMap<>();
        for (TableName table : List.of(GoldTables.CUSTOMERS.name(), IdentityTables.IDENTIFIERS.name())) {
            lake.find(table).ifPresent(state -> versions.put(table, state.version()));
        }
        new Runs(lake).complete(new Run("run-" + at, Runs.GOLD, at, at, "", "", "", versions, Map.of(), Map.of()));
    }
}
