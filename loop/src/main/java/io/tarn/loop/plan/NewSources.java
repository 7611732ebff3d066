package io.tarn.loop.plan;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.unify.match.BlockingKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what sources that no run has unified yet would bring. */
final class NewSources {
    /** How a record joins that no link leads to a record of a profile that is there. */
    static final String THROUGH_OTHERS = "through other new records";

    private static final Set<MatchField> NAMES =
            EnumSet.of(MatchField.FULL_NAME, MatchField.FIRST_NAME, MatchField.LAST_NAME);
    private static final Set<MatchField> STREETS = EnumSet.of(MatchField.STREET, MatchField.ADDRESS);

    private final LakeSession after;
    private final IdentityRules rules;

    NewSources(LakeSession after, IdentityRules rules) {
        this.after = after;
        this.rules = rules;
    }

    List<PlannedSource> find(GoldOutcome.Completed outcome, Optional<MatchModel> last, List<GrownProfile> grown) {
        List<String> known = after.query(
                Statement.of("SELECT DISTINCT source FROM " + Fork.PROFILES),
                row -> Objects.requireNonNull(row.text(0)));
        List<PlannedSource> planned = new ArrayList<>();
        for (PreparedSource source : outcome.prepared().sources()) {
            String name = source.definition().name().value();
            if (!known.contains(name)) {
                planned.add(source(source, outcome.resolved().model(), last, grown));
            }
        }
        return planned;
    }

    private PlannedSource source(
            PreparedSource prepared, MatchModel model, Optional<MatchModel> last, List<GrownProfile> grown) {
        String name = prepared.definition().name().value();
        Set<ComparisonKind> said = said(name);
        long[] counts = counts(name);
        List<String> blocking = model.blocking().stream()
                .filter(key -> said.containsAll(BlockingKeys.needs(key)))
                .toList();
        List<String> before = last.map(MatchModel::blocking).orElse(List.of());
        return new PlannedSource(
                prepared,
                counts[0],
                counts[1],
                counts[2],
                decidedBy(name),
                rules.rules().stream()
                        .filter(rule -> rule.all().stream()
                                .map(MatchRule.Condition::comparison)
                                .allMatch(said::contains))
                        .map(MatchRule::name)
                        .toList(),
                blocking,
                blocking.stream().filter(key -> !before.contains(key)).toList(),
                grown.stream().filter(one -> one.sources().contains(name)).count());
    }

    /** What its records say anything of. */
    private Set<ComparisonKind> said(String source) {
        List<MatchField> fields = Arrays.asList(MatchField.values());
        String counts = fields.stream()
                .map(field -> "count(" + after.dialect().quote(field.column()) + ")")
                .collect(Collectors.joining(", "));
        Set<MatchField> filled = EnumSet.noneOf(MatchField.class);
        after.query(Statement.of("SELECT " + counts + " FROM silver.records WHERE source = ?", source), row -> {
            for (int i = 0; i < fields.size(); i++) {
                if (row.number(i) > 0) {
                    filled.add(fields.get(i));
                }
            }
            return filled;
        });
        return Arrays.stream(ComparisonKind.values())
                .filter(kind -> fields(kind).stream().anyMatch(filled::contains))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ComparisonKind.class)));
    }

    private static Set<MatchField> fields(ComparisonKind kind) {
        return switch (kind) {
            case NAME -> NAMES;
            case STREET -> STREETS;
            case BIRTH_DATE -> EnumSet.of(MatchField.BIRTH_DATE, MatchField.AGE);
            case LOCATION -> EnumSet.of(MatchField.LATITUDE, MatchField.LONGITUDE);
            case MIDDLE_NAME,
                    EMAIL,
                    PHONE,
                    NATIONAL_ID,
                    USER_ID,
                    EXTERNAL_ID,
                    DEVICE_ID,
                    UNIT,
                    POSTCODE,
                    CITY,
                    REGION,
                    BIRTH_PLACE,
                    OCCUPATION,
                    ORGANIZATION,
                    GENDER,
                    URL -> EnumSet.of(MatchField.valueOf(kind.name()));
            case OWN_MATCHER -> Set.of();
        };
    }

    /** Records that join profiles that are there, those profiles, and profiles of new records alone. */
    private long[] counts(String source) {
        return after.query(
                        Statement.of(
                                "SELECT count(*) FILTER (WHERE o.profile_id IS NOT NULL),"
                                        + " count(DISTINCT o.profile_id),"
                                        + " count(DISTINCT CASE WHEN o.profile_id IS NULL THEN a.profile_id END)"
                                        + " FROM identity.profiles a LEFT JOIN (" + holdingOld()
                                        + ") o ON o.profile_id = a.profile_id WHERE a.source = ?",
                                source),
                        row -> new long[] {row.number(0), row.number(1), row.number(2)})
                .getFirst();
    }

    private static String holdingOld() {
        return "SELECT DISTINCT n.profile_id FROM identity.profiles n JOIN " + Fork.PROFILES
                + " b ON b.source = n.source AND b.record_id = n.record_id";
    }

    private Map<String, Long> decidedBy(String source) {
        String way = "SELECT l.%1$s_record_id AS record_id, l.%2$s_source AS other_source, l.%2$s_record_id AS"
                + " other_record_id, l.decided_by, l.weight FROM identity.links l WHERE l.joined"
                + " AND l.band = 'automatic' AND l.%1$s_source = ?";
        Statement statement = Statement.of(
                "WITH ends AS (" + String.format(Locale.ROOT, way, "left", "right") + " UNION ALL "
                        + String.format(Locale.ROOT, way, "right", "left") + "),"
                        + " best AS (SELECT e.record_id, e.decided_by FROM ends e JOIN " + Fork.PROFILES
                        + " b ON b.source = e.other_source AND b.record_id = e.other_record_id QUALIFY row_number()"
                        + " OVER (PARTITION BY e.record_id ORDER BY e.decided_by = 'model', e.weight DESC,"
                        + " e.other_source, e.other_record_id) = 1)"
                        + " SELECT coalesce(x.decided_by, '" + THROUGH_OTHERS + "') AS by_what, count(*) AS n"
                        + " FROM identity.profiles a JOIN (" + holdingOld() + ") o ON o.profile_id = a.profile_id"
                        + " LEFT JOIN best x ON x.record_id = a.record_id WHERE a.source = ? GROUP BY 1"
                        + " ORDER BY n DESC, by_what",
                source,
                source,
                source);
        Map<String, Long> counts = new LinkedHashMap<>();
        after.forEach(statement, row -> counts.put(Objects.requireNonNull(row.text(0)), row.number(1)));
        return counts;
    }
}
