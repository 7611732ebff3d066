package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.TableState;
import io.tarn.lake.WriteId;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TraitDeclaration;
import io.tarn.unify.identity.EvidenceSource;
import io.tarn.unify.identity.EvidenceSource.Evidence;
import io.tarn.unify.identity.IdentifierLimits;
import io.tarn.unify.identity.Identifiers;
import io.tarn.unify.identity.IdentityHistory;
import io.tarn.unify.identity.LinkRows;
import io.tarn.unify.identity.StableIds;
import io.tarn.unify.survivorship.GoldColumns;
import io.tarn.unify.survivorship.Survivorship;
import io.tarn.unify.survivorship.TraitPresence;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The last step of a run: from {@code records}, {@code clusters} and {@code links} of the session to the identity and
 * gold tables. Confined to one thread.
 */
public final class GoldStage {
    /** The rows of tables, {@code t}, that are about what was reached. */
    private static final String REACHED = reached("source", "record_id", ReachedRecords.REACHED);

    private static final String PROFILES = "t.profile_id IN (SELECT profile_id FROM gold_last)";

    /** Links of what was compared, and links between what was reached. */
    private static final String LINKS = reached("left_source", "left_record_id", ReachedRecords.COMPARED) + " OR "
            + reached("right_source", "right_record_id", ReachedRecords.COMPARED) + " OR ("
            + reached("left_source", "left_record_id", ReachedRecords.REACHED) + " AND "
            + reached("right_source", "right_record_id", ReachedRecords.REACHED) + ")";

    private final SurvivorshipRules rules;
    private final IdentifierLimits limits;
    private final Consumer<String> progress;

    /** @param progress told the name of each step as it begins */
    public GoldStage(SurvivorshipRules rules, IdentifierLimits limits, Consumer<String> progress) {
        this.rules = rules;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Makes the tables with a column for each declared trait. Call it before the session opens: a session writes only to
     * tables as it saw them.
     */
    public static GoldColumns prepare(Lake lake, List<TraitDeclaration> traits) {
        List.of(
                        IdentityTables.BLOCKS,
                        IdentityTables.PROFILES,
                        IdentityTables.LINKS,
                        IdentityTables.IDENTIFIERS,
                        IdentityTables.HISTORY,
                        IdentityTables.REDIRECTS,
                        GoldTables.TRAITS)
                .forEach(lake::create);
        List<Column> existing =
                lake.find(GoldTables.CUSTOMERS.name()).map(TableState::columns).orElse(List.of());
        GoldColumns columns = GoldColumns.plan(traits, existing);
        lake.create(columns.contract());
        return columns;
    }

    /** Builds all tables; what the session's own tables say is untouched. */
    public GoldBuilt build(LakeSession session, GoldInput input) {
        return build(session, input, new GoldWrites(session, GoldWrites.Rewriting.ALL));
    }

    /** As {@link #build(LakeSession, GoldInput)}, for all records or those that were reached. */
    GoldBuilt build(LakeSession session, GoldInput input, GoldWrites writes) {
        progress.accept("profile ids");
        session.register(StableIds.DERIVE);
        if (writes.isAll()) {
            IdSettlement.settle(session);
        } else {
            IdSettlement.settle(
                    session, "SELECT source, record_id, profile_id FROM identity.profiles t WHERE " + REACHED);
        }
        Map<String, Long> happened = writeHistory(session, input);
        writeIdentity(session, input, writes);
        Survivorship survivorship = new Survivorship(session.dialect(), rules, input.columns(), presence(session));
        progress.accept("survivorship");
        survivorship.preparations().forEach(session::execute);
        progress.accept("gold.customers");
        writes.write(GoldTables.CUSTOMERS, survivorship.customers(), PROFILES);
        progress.accept("gold.traits");
        writes.write(GoldTables.TRAITS, survivorship.traits(), PROFILES);
        progress.accept("counts");
        Map<Long, Long> sizes = new LinkedHashMap<>();
        session.forEach(
                Statement.of("SELECT record_count, count(*) FROM " + GoldTables.CUSTOMERS.name()
                        + " GROUP BY record_count ORDER BY record_count"),
                row -> sizes.put(row.number(0), row.number(1)));
        return new GoldBuilt(
                sizes.entrySet().stream()
                        .mapToLong(size -> size.getKey() * size.getValue())
                        .sum(),
                sizes.values().stream().mapToLong(Long::longValue).sum(),
                happened.getOrDefault("created", 0L),
                happened.getOrDefault("merged", 0L),
                happened.getOrDefault("split", 0L) + happened.getOrDefault("unmerged", 0L),
                happened.getOrDefault("retired", 0L),
                counts(session, Survivorship.conflicts()),
                counts(session, Survivorship.misfits()),
                counts(session, Identifiers.quarantined()),
                sizes,
                input.columns().notes());
    }

    private static String reached(String source, String record, String table) {
        return "EXISTS (SELECT 1 FROM " + table + " s WHERE s.source = t." + source + " AND s.record_id = t." + record
                + ")";
    }

    private Map<String, Long> writeHistory(LakeSession session, GoldInput input) {
        progress.accept("identity.history");
        IdentityHistory.statements().forEach(session::execute);
        Map<String, Long> happened = counts(session, IdentityHistory.counts());
        if (!happened.isEmpty()) {
            session.append(
                    IdentityTables.HISTORY.name(),
                    IdentityHistory.rows(input.runId(), input.startedAt()),
                    Optional.of(new WriteId("history-" + input.runId(), 1)));
        }
        boolean changed = session.query(IdentityHistory.redirectsChanged(), row -> row.flag(0))
                .getFirst();
        if (changed) {
            session.overwrite(IdentityTables.REDIRECTS.name(), IdentityHistory.redirectRows(input.runId()));
        }
        return happened;
    }

    private void writeIdentity(LakeSession session, GoldInput input, GoldWrites writes) {
        progress.accept("identity.profiles");
        writes.write(IdentityTables.PROFILES, StableIds.profiles(), REACHED);
        progress.accept("identity.links");
        loadEvidence(session, input.evidence());
        LinkRows.preparations().forEach(session::execute);
        writes.write(IdentityTables.LINKS, LinkRows.rows(input.modelVersion()), LINKS);
        progress.accept("identifiers");
        Identifiers.statements(limits).forEach(session::execute);
        progress.accept("identity.identifiers");
        if (!writes.isAll()) {
            Identifiers.shared(limits).forEach(session::execute);
        }
        writes.write(
                IdentityTables.IDENTIFIERS,
                writes.isAll() ? Identifiers.rows() : Identifiers.sharedRows(),
                PROFILES + " OR EXISTS (SELECT 1 FROM gold_touched v WHERE v.type = t.type AND v.value = t.value)");
    }

    private static void loadEvidence(LakeSession session, EvidenceSource source) {
        List<Long> patterns = session.query(LinkRows.patterns(), row -> row.number(0));
        session.load(LinkRows.EVIDENCE, LinkRows.EVIDENCE_COLUMNS, sink -> {
            for (long pattern : patterns) {
                List<Evidence> entries = source.evidence(pattern);
                for (int i = 0; i < entries.size(); i++) {
                    Evidence entry = entries.get(i);
                    sink.row(pattern, i, entry.comparison(), entry.level(), entry.weight());
                }
            }
        });
    }

    private static TraitPresence presence(LakeSession session) {
        List<String> columns = Survivorship.canonicalColumns();
        Set<String> present = new HashSet<>();
        session.forEach(Survivorship.presence(), row -> {
            for (int i = 0; i < columns.size(); i++) {
                if (row.number(i) > 0) {
                    present.add(columns.get(i));
                }
            }
            return present;
        });
        Set<String> attributes = new HashSet<>();
        session.forEach(Survivorship.attributeNames(), row -> attributes.add(Objects.requireNonNull(row.text(0))));
        return new TraitPresence(present, attributes);
    }

    private static Map<String, Long> counts(LakeSession session, Statement statement) {
        Map<String, Long> counts = new LinkedHashMap<>();
        session.forEach(statement, row -> counts.put(Objects.requireNonNull(row.text(0)), row.number(1)));
        return counts;
    }
}
