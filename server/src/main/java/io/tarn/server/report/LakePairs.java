package io.tarn.server.report;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableName;
import io.tarn.loop.review.LinkEvidence;
import io.tarn.model.identity.Evidence;
import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.SamplePair.Decision;
import io.tarn.server.report.SamplePair.FieldPair;
import io.tarn.server.report.SamplePair.Pick;
import io.tarn.server.report.SamplePair.RecordName;
import io.tarn.server.report.SamplePair.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks pairs that are worth a look from the links, and reads both records of each. */
final class LakePairs {
    private static final int EACH = 3;
    private static final int NAMED_MAX = 3;
    private static final double SAID_MIN = 0.05;
    private static final String COLUMNS = "left_source, left_record_id, right_source, right_record_id, weight,"
            + " probability, band, joined, evidence, decided_by";
    /** What speaks most against, without the odds of strangers that every pair starts with. */
    private static final String AGAINST =
            "list_min([e.weight for e in evidence if e.comparison NOT IN ('prior', 'household', 'moved')])";

    private static final String BY_KEY = "left_source, left_record_id, right_source, right_record_id";

    private final LakeSession session;
    private final double prior;
    private final Set<List<String>> taken = new HashSet<>();

    private LakePairs(LakeSession session, double prior) {
        this.session = session;
        this.prior = prior;
    }

    /** @param prior the weight of two random records, in bits */
    static List<SamplePair> read(LakeSession session, Set<TableName> tables, double prior) {
        if (!tables.contains(IdentityTables.LINKS.name()) || !tables.contains(SilverTables.RECORDS.name())) {
            return List.of();
        }
        LakePairs pairs = new LakePairs(session, prior);
        List<Picked> picked = new ArrayList<>();
        picked.addAll(pairs.pick(Pick.STRONGEST, "joined AND band = 'automatic'", "weight DESC", 2));
        picked.addAll(
                pairs.pick(Pick.JUST_ABOVE, "joined AND band = 'automatic' AND decided_by = 'model'", "weight", EACH));
        picked.addAll(pairs.pick(Pick.JUST_BELOW, "NOT joined AND band <> 'automatic'", "weight DESC", EACH));
        picked.addAll(pairs.pick(
                Pick.SURPRISING,
                "joined AND band = 'automatic' AND " + AGAINST + " < -1",
                AGAINST + ", weight DESC",
                EACH));
        picked.addAll(pairs.pick(Pick.SPLIT, "NOT joined AND band = 'automatic'", "weight DESC", 2));
        Map<List<String>, Map<SemanticTag, TaggedValue>> records = pairs.records(picked);
        return picked.stream().map(one -> pairs.pair(one, records)).toList();
    }

    /** A link, and what it is an example of. */
    private record Picked(Pick pick, Link link) {}

    private record Link(
            List<String> key,
            double weight,
            double probability,
            String band,
            boolean joined,
            List<Evidence.Step> evidence,
            String decidedBy) {
        /** Source and key of its first record. */
        List<String> left() {
            return key.subList(0, 2);
        }

        /** Source and key of its second record. */
        List<String> right() {
            return key.subList(2, 4);
        }
    }

    private List<Picked> pick(Pick pick, String condition, String order, int count) {
        Statement links = Statement.of("SELECT " + COLUMNS + " FROM " + IdentityTables.LINKS.name() + " WHERE "
                + condition + " ORDER BY " + order + ", " + BY_KEY + " LIMIT " + (count + taken.size()));
        return session.query(links, LakePairs::link).stream()
                .filter(link -> taken.add(link.key()))
                .limit(count)
                .map(link -> new Picked(pick, link))
                .toList();
    }

    private static Link link(Row row) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            key.add(text(row.text(i)));
        }
        return new Link(
                List.copyOf(key),
                row.decimal(4),
                row.decimal(5),
                text(row.text(6)),
                row.flag(7),
                LinkEvidence.steps(row.value(8)),
                text(row.text(9)));
    }

    private SamplePair pair(Picked picked, Map<List<String>, Map<SemanticTag, TaggedValue>> records) {
        Link link = picked.link();
        Map<SemanticTag, TaggedValue> left = records.getOrDefault(link.left(), Map.of());
        Map<SemanticTag, TaggedValue> right = records.getOrDefault(link.right(), Map.of());
        double start = prior;
        List<Step> steps = new ArrayList<>();
        double rest = link.weight() - prior;
        for (Evidence.Step entry : link.evidence()) {
            if (entry.comparison().equals("prior")) {
                rest += start - entry.weight();
                start = entry.weight();
                continue;
            }
            rest -= entry.weight();
            steps.add(new Step(
                    entry.comparison(), entry.level(), entry.weight(), 0, fields(entry.comparison(), left, right)));
        }
        if (!steps.isEmpty() && Math.abs(rest) >= SAID_MIN) {
            steps.add(new Step(
                    "rarity", rest > 0 ? "shared values are rare" : "shared values are common", rest, 0, List.of()));
        }
        return new SamplePair(
                picked.pick(),
                new RecordName(
                        link.key().get(0),
                        new TaggedValue(SemanticTag.RECORD_KEY, link.key().get(1))),
                new RecordName(
                        link.key().get(2),
                        new TaggedValue(SemanticTag.RECORD_KEY, link.key().get(3))),
                start,
                link.weight(),
                link.probability(),
                decision(link),
                reason(link),
                steps);
    }

    private static Decision decision(Link link) {
        if (link.joined()) {
            return Decision.JOINED;
        }
        return link.band().equals("review") ? Decision.REVIEW : Decision.KEPT_APART;
    }

    /** What speaks most for and most against, in one sentence. */
    private static String reason(Link link) {
        if (link.decidedBy().startsWith("rule:")) {
            return "The rule '" + link.decidedBy().substring("rule:".length()) + "' joins them.";
        }
        if (link.decidedBy().equals("live")) {
            return "Live events, or a decision on live profiles, joined them.";
        }
        if (link.decidedBy().startsWith("model:")) {
            return "The language model " + link.decidedBy().substring("model:".length()) + " found them to be "
                    + (link.band().equals("rejected") ? "two persons." : "one person.");
        }
        List<Evidence.Step> compared = link.evidence().stream()
                .filter(entry -> !FieldsCompared.of(entry.comparison()).isEmpty())
                .toList();
        String favor =
                named(compared.stream().filter(entry -> entry.weight() >= 1).toList());
        String against =
                named(compared.stream().filter(entry -> entry.weight() <= -1).toList());
        if (favor.isEmpty()) {
            return against.isEmpty() ? "Nothing speaks clearly either way." : "Against one person: " + against + ".";
        }
        return "For one person: " + favor + (against.isEmpty() ? "." : "; against: " + against + ".");
    }

    private static String named(List<Evidence.Step> entries) {
        return entries.stream()
                .sorted(Comparator.comparingDouble((Evidence.Step entry) -> -Math.abs(entry.weight()))
                        .thenComparing(Evidence.Step::comparison))
                .limit(NAMED_MAX)
                .map(entry -> entry.comparison() + " (" + entry.level() + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<FieldPair> fields(
            String comparison, Map<SemanticTag, TaggedValue> left, Map<SemanticTag, TaggedValue> right) {
        List<FieldPair> fields = new ArrayList<>();
        for (SemanticTag tag : FieldsCompared.of(comparison)) {
            TaggedValue none = new TaggedValue(tag, null);
            TaggedValue first = left.getOrDefault(tag, none);
            TaggedValue second = right.getOrDefault(tag, none);
            if (first.text() != null || second.text() != null) {
                fields.add(new FieldPair(FieldsCompared.words(tag), first, second));
            }
        }
        return fields;
    }

    /** The values of all records of these links, by source and key: the table is gone through once. */
    private Map<List<String>, Map<SemanticTag, TaggedValue>> records(List<Picked> picked) {
        Set<List<String>> names = new LinkedHashSet<>();
        picked.forEach(one -> names.addAll(List.of(one.link().left(), one.link().right())));
        Map<List<String>, Map<SemanticTag, TaggedValue>> records = new HashMap<>();
        if (names.isEmpty()) {
            return records;
        }
        List<SemanticTag> tags = FieldsCompared.all();
        String columns = tags.stream().map(FieldsCompared::column).collect(Collectors.joining(", "));
        Statement statement = Statement.of(
                "SELECT " + columns + ", source, record_id FROM " + SilverTables.RECORDS.name()
                        + " WHERE (source, record_id) IN ("
                        + String.join(", ", Collections.nCopies(names.size(), "(?, ?)")) + ")",
                names.stream().flatMap(List::stream).toArray());
        session.forEach(statement, row -> {
            Map<SemanticTag, TaggedValue> values = new EnumMap<>(SemanticTag.class);
            for (int i = 0; i < tags.size(); i++) {
                values.put(tags.get(i), new TaggedValue(tags.get(i), row.text(i)));
            }
            List<String> name = List.of(text(row.text(tags.size())), text(row.text(tags.size() + 1)));
            return records.put(name, values);
        });
        return records;
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
