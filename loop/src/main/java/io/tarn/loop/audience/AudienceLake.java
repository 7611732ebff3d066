package io.tarn.loop.audience;

import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.eval.LakeRelations;
import io.tarn.audience.eval.MemberQuery;
import io.tarn.audience.eval.SqlTranslator;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.AudienceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Audiences of one home as of one instant. Counting, listing and reaching ask the same statement, so they cannot
 * differ. Confined to one thread.
 */
public final class AudienceLake implements AutoCloseable {
    /** How many members one page may hold. */
    public static final int PAGE_MAX = 10_000;

    private final LakeSession session;
    private final AudienceMoment moment;
    private final LivingRelations relations;

    private AudienceLake(Lake lake, AudienceMoment moment) {
        this.session = lake.open(moment.tables());
        this.moment = moment;
        this.relations = new LivingRelations(
                session.dialect(),
                moment.present(),
                GoldSide.of(session, moment.present()),
                ToldStates.read(session, moment));
    }

    /** The newest complete run and the live tables as they are. */
    public static AudienceLake now(Lake lake, Instant now) {
        return new AudienceLake(lake, AudienceMoment.now(lake, now));
    }

    /** The tables as they were at an instant. */
    public static AudienceLake past(Lake lake, Instant then) {
        return new AudienceLake(lake, AudienceMoment.past(lake, then));
    }

    public Instant asOf() {
        return moment.asOf();
    }

    /**
     * What expressions may speak of here.
     *
     * @param seen what is known of the live tables of this home already
     */
    public AudienceCatalog catalog(Declared declared, SeenWords seen) {
        return new AudienceCatalog(session, moment, relations, new AudienceCatalog.Words(declared, seen));
    }

    /** When somebody first entered each audience that is kept live. */
    public Map<AudienceName, Instant> since() {
        Map<AudienceName, Instant> since = new TreeMap<>();
        if (moment.present().contains(EngagementTables.AUDIENCE_CHANGES.name())) {
            session.query(
                    Statement.of("SELECT audience, min(changed_at) FROM " + EngagementTables.AUDIENCE_CHANGES.name()
                            + " GROUP BY audience"),
                    row -> since.put(
                            new AudienceName(Objects.requireNonNull(row.text(0))),
                            Objects.requireNonNull(row.instant(1))));
        }
        return since;
    }

    /** How many belong. */
    public long count(LakeExpression audience) {
        Statement members = members(MemberQuery.of(audience));
        return session.query(members.withSql("SELECT count(*) FROM (" + members.sql() + ") m"), row -> row.number(0))
                .getFirst();
    }

    /**
     * Some members by profile id.
     *
     * @param limit how many, up to {@link #PAGE_MAX}
     * @param after those beyond this id
     */
    public MemberPage members(LakeExpression audience, int limit, Optional<ProfileId> after) {
        int most = Math.clamp(limit, 0, PAGE_MAX);
        Statement members = members(MemberQuery.of(audience));
        List<@Nullable Object> values = new ArrayList<>(members.values());
        values.add(after.map(ProfileId::value).orElse(""));
        Statement page = Statement.of(
                "SELECT m.profile_id FROM (" + members.sql() + ") m WHERE m.profile_id > ? ORDER BY m.profile_id LIMIT "
                        + (most + 1),
                values.toArray());
        List<String> ids = session.query(page, row -> Objects.requireNonNull(row.text(0)));
        List<String> shown = ids.subList(0, Math.min(most, ids.size()));
        Map<String, List<Identifier>> identifiers = identifiers(shown);
        List<Member> found = shown.stream()
                .map(id -> new Member(new ProfileId(id), identifiers.getOrDefault(id, List.of())))
                .toList();
        return new MemberPage(
                found,
                ids.size() > most && most > 0 ? Optional.of(found.getLast().profile()) : Optional.empty());
    }

    /** Hands on the ids of all members, in no order; returns how many there were. */
    public long forEachMember(LakeExpression audience, Consumer<ProfileId> reader) {
        long[] count = {0};
        session.forEach(members(MemberQuery.of(audience)), row -> {
            reader.accept(new ProfileId(Objects.requireNonNull(row.text(0))));
            return ++count[0];
        });
        return count[0];
    }

    /** How many of an audience a message would reach. */
    public Reach reach(LakeExpression audience, ReachOrder order) {
        return new ReachCount(session, moment, order).of(this::members, audience);
    }

    /** One profile as expressions see it, by its id or that of one of its parts; empty where nobody lives by it. */
    public Optional<LakeProfile> profile(ProfileId id, LakeExpression audience) {
        return new ProfileSearch(session, moment, relations).byId(id, audience);
    }

    /** The id of the profile that an identifier leads to. */
    public Optional<ProfileId> find(Identifier identifier) {
        return new ProfileSearch(session, moment, relations).byIdentifier(identifier);
    }

    private Statement members(MemberQuery query) {
        Set<String> traits = new TreeSet<>(query.audience().dependencies().traits());
        Set<String> own = new TreeSet<>(query.columns());
        addOwn(query.audience(), own);
        query.questions().forEach(question -> {
            traits.addAll(question.dependencies().traits());
            addOwn(question, own);
        });
        LakeRelations read = relations.of(traits, own);
        return SqlTranslator.translate(query, session.dialect(), read, moment.asOf());
    }

    private static void addOwn(LakeExpression expression, Set<String> own) {
        if (!expression.dependencies().events().isEmpty()) {
            own.add(LivingRelations.CONSTITUENTS);
        }
        if (!expression.dependencies().consents().isEmpty()) {
            own.add(LivingRelations.CONSENTS);
        }
        if (!expression.dependencies().channels().isEmpty()) {
            own.add(LivingRelations.IDENTIFIERS);
        }
    }

    private Map<String, List<Identifier>> identifiers(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Statement living = relations.living(Map.of(), Set.of(LivingRelations.IDENTIFIERS));
        List<@Nullable Object> values = new ArrayList<>(living.values());
        values.add(list(ids));
        Map<String, List<Identifier>> found = new TreeMap<>();
        session.forEach(
                Statement.of(
                        "SELECT v.profile_id, v.identifiers FROM (" + living.sql()
                                + ") v WHERE v.profile_id IN (SELECT "
                                + session.dialect()
                                        .unnested(session.dialect()
                                                .textsOfJson("CAST(? AS "
                                                        + session.dialect().typeName(Scalar.STRING) + ")"))
                                + ")",
                        values.toArray()),
                row -> found.put(Objects.requireNonNull(row.text(0)), identifiers(row, 1)));
        return found;
    }

    /** A list of texts as one value to bind. */
    static String list(List<String> texts) {
        return FlatProperties.text(
                new Value.Sequence(texts.stream().<Value>map(Value.Text::new).toList()));
    }

    static List<Identifier> identifiers(Row row, int column) {
        List<Identifier> identifiers = new ArrayList<>();
        if (row.value(column) instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> parts) {
                    identifiers.add(new Identifier(
                            new IdentifierType(Objects.toString(parts.get("type"))),
                            Objects.toString(parts.get("value"))));
                }
            }
        }
        return identifiers;
    }

    @Override
    public void close() {
        session.close();
    }
}
