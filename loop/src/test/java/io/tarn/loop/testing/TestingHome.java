package io.tarn.loop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.Prepared;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.loop.review.VerdictBook;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.identity.RecordName;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.testing.LakeRows;
import io.tarn.unify.verdict.RecordVerdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A home with one source or more, and what runs in it left behind. Confined to one thread at a time. */
public final class TestingHome implements AutoCloseable {
    private static final SourceName CRM = new SourceName("crm");

    /** Who of language models decided, and the verdict's id, which has the time in it. */
    private static final String MODEL_VERDICT = "^(model:.*)/m[0-9a-f]+$";

    private final Path folder;
    private final DeltaLake lake;
    private final TestingRuns runs = new TestingRuns();
    private List<SourceDefinition> sources;
    private IdentityRules rules;
    private GoldOrder.Asked asked = GoldOrder.Asked.NOBODY;
    private int verdicts;

    public TestingHome(Path folder, SourceDefinition source, IdentityRules rules, DeltaLakeConfig config) {
        this.folder = folder;
        this.sources = List.of(source);
        this.rules = rules;
        this.lake = DeltaLake.open(folder, config);
    }

    /** A home with a source of which no more is said than its place. */
    public static TestingHome of(Path folder, Path place, IdentityRules rules) {
        return new TestingHome(folder, SourceDefinition.of(CRM, place.toString()), rules, DeltaLakeConfig.defaults());
    }

    public DeltaLake lake() {
        return lake;
    }

    public Instant tick() {
        return runs.tick();
    }

    /** Takes up a source, in the place of one with its name. */
    public void declare(SourceDefinition changed) {
        List<SourceDefinition> declared = new ArrayList<>(sources);
        declared.removeIf(source -> source.name().equals(changed.name()));
        declared.add(changed);
        sources = declared;
    }

    /** Takes up a source in the place of all that were there. */
    public void only(SourceDefinition source) {
        sources = List.of(source);
    }

    /** A source as it is declared now. */
    public SourceDefinition source(String name) {
        return sources.stream()
                .filter(source -> source.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public void declare(IdentityRules changed) {
        rules = changed;
    }

    /** Who is asked about pairs from now on. */
    public void ask(GoldOrder.Asked others) {
        asked = others;
    }

    /** Does all of a run's work, by definitions that nobody keeps. */
    public GoldOutcome.Completed unify() {
        GoldOutcome outcome = run(TestingRuns.order(sources, rules));
        assertThat(outcome).isInstanceOf(GoldOutcome.Completed.class);
        return (GoldOutcome.Completed) outcome;
    }

    /** Runs by definitions that are kept as the profile agent proposes them. */
    public GoldOutcome unify(GoldOrder.Rerun rerun) {
        return run(TestingRuns.order(sources, rules, rerun, new Kept()));
    }

    private GoldOutcome run(GoldOrder order) {
        return runs.run(lake, folder, order.asking(asked));
    }

    /** Takes down what a person found of records. */
    public RecordVerdict judge(
            RecordVerdict.Finding finding, String means, Set<RecordName> left, Set<RecordName> right) {
        return new VerdictBook(lake)
                .give(
                        tick(),
                        at -> new RecordVerdict("v" + ++verdicts, at, "person:ann", means, finding, left, right),
                        Seen.NOTHING);
    }

    /** Records of the source. */
    public static Set<RecordName> records(String... keys) {
        return Arrays.stream(keys).map(key -> new RecordName(CRM.value(), key)).collect(Collectors.toUnmodifiableSet());
    }

    public List<String> rows(String sql) {
        return LakeRows.of(lake, sql);
    }

    /** The second column of an answer by its first. */
    public Map<String, String> map(String sql) {
        Map<String, String> map = new TreeMap<>();
        rows(sql).forEach(row -> map.put(row.substring(0, row.indexOf('|')), row.substring(row.indexOf('|') + 1)));
        return map;
    }

    /** Which profile holds each record. */
    public List<String> members() {
        return rows("SELECT source, record_id, profile_id FROM identity.profiles ORDER BY 1, 2");
    }

    /** Everything that a run says of records and persons, but for when and in which run. */
    public List<String> state() {
        List<String> state = new ArrayList<>();
        for (String sql : List.of(
                "SELECT 'record', * EXCLUDE (ingested_at) FROM silver.records ORDER BY source, record_id",
                "SELECT 'link', * FROM identity.links ORDER BY ALL",
                "SELECT 'profile', * FROM identity.profiles ORDER BY ALL",
                "SELECT 'blocks', source, record_id, keys, person_hash, list_sort(blocks) FROM identity.blocks"
                        + " ORDER BY source, record_id",
                "SELECT 'identifier', * FROM identity.identifiers ORDER BY type, value, profile_id",
                "SELECT 'customer', CAST(c AS VARCHAR) FROM gold.customers c ORDER BY profile_id",
                "SELECT 'trait', * FROM gold.traits ORDER BY profile_id, trait, value, rank",
                "SELECT 'history', kind, profile_id, other_profile_id, records, regexp_replace(decided_by, '"
                        + MODEL_VERDICT + "', '\\1') AS decided FROM identity.history"
                        + " ORDER BY kind, profile_id, other_profile_id, records, decided",
                "SELECT 'redirect', profile_id, current_profile_id FROM identity.redirects ORDER BY profile_id")) {
            state.addAll(rows(sql));
        }
        return state;
    }

    @Override
    public void close() {
        lake.close();
    }

    /** Keeps what the agent proposed, as a project folder does. */
    private final class Kept implements GoldOrder.Definitions {
        @Override
        public String hash() {
            return String.valueOf(sources.hashCode()) + rules.hashCode();
        }

        @Override
        public String settle(Prepared prepared) {
            sources =
                    prepared.sources().stream().map(PreparedSource::definition).toList();
            return hash();
        }
    }
}
