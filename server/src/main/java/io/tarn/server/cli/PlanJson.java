package io.tarn.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.plan.GrownProfile;
import io.tarn.loop.plan.Plan;
import io.tarn.loop.plan.PlannedChange;
import io.tarn.loop.plan.PlannedSource;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.server.Planned;
import io.tarn.server.report.RuleWords;
import io.tarn.unify.measure.PartitionMeasures;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** A plan as JSON for programs; values are masked unless revealed. */
final class PlanJson {
    private final JsonMapper mapper = new JsonMapper();
    private final EvidenceText evidence;
    private final TestText tests;

    PlanJson(boolean revealed) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        this.evidence = new EvidenceText(nowhere, revealed);
        this.tests = new TestText(nowhere, revealed);
    }

    String of(Planned planned) {
        ObjectNode answer = mapper.createObjectNode();
        switch (planned) {
            case Planned.Unchanged unchanged -> {
                answer.put("state", "unchanged").put("changes", false);
                answer.put("compared_with", unchanged.last().id());
                tests.json(unchanged.tests(), answer.putArray("tests"));
            }
            case Planned.Changes changes -> changes(answer, changes);
        }
        return answer.toPrettyString();
    }

    private void changes(ObjectNode answer, Planned.Changes changes) {
        Plan plan = changes.plan();
        answer.put("state", "planned").put("changes", plan.changes());
        answer.put("compared_with", plan.lastRun().orElse(null));
        answer.put("definitions_changed", changes.definitionsChanged());
        people(answer.putObject("people"), plan.people());
        ObjectNode traits = answer.putObject("traits");
        plan.traits().forEach(traits::put);
        texts(answer.putArray("columns"), plan.columns());
        ArrayNode audiences = answer.putArray("audiences");
        changes.audiences()
                .forEach(one -> audiences
                        .addObject()
                        .put("name", one.name())
                        .put("before", one.before())
                        .put("after", one.after()));
        changes.measures().ifPresent(measured -> {
            ObjectNode truth = answer.putObject("truth");
            measured.before().ifPresent(before -> score(truth.putObject("before"), before));
            score(truth.putObject("after"), measured.after());
        });
        guards(answer.putObject("guards"), plan.guards());
        tests.json(plan.tests().stream().map(Plan.PlannedTest::after).toList(), answer.putArray("tests"));
        ArrayNode sources = answer.putArray("new_sources");
        plan.sources().forEach(source -> source(sources.addObject(), source));
        answer.put("grown_beyond_sense", plan.grownTotal());
        ArrayNode grown = answer.putArray("grown");
        plan.grown().forEach(one -> grown(grown.addObject(), one));
        ArrayNode examples = answer.putArray("examples");
        plan.examples().forEach(one -> example(examples.addObject(), one));
    }

    private static void people(ObjectNode into, Plan.People people) {
        into.put("profiles_before", people.profilesBefore())
                .put("profiles_after", people.profilesAfter())
                .put("merged", people.merged())
                .put("merged_into", people.mergedInto())
                .put("split", people.split())
                .put("split_from", people.splitFrom())
                .put("created", people.created())
                .put("retired", people.retired())
                .put("records_before", people.recordsBefore())
                .put("records_after", people.recordsAfter())
                .put("records_moved", people.moved())
                .put("records_new", people.recordsNew())
                .put("records_gone", people.recordsGone());
    }

    private static void score(ObjectNode into, PartitionMeasures measures) {
        into.put("precision", measures.pairwise().precision())
                .put("recall", measures.pairwise().recall())
                .put("f1", measures.pairwise().f1());
    }

    private static void guards(ObjectNode into, Plan.Guards guards) {
        into.put("taken_apart", guards.split())
                .put("contradictions", guards.conflicts())
                .put("oversized", guards.oversized())
                .put("bridges", guards.bridges());
        ObjectNode quarantined = into.putObject("quarantined");
        guards.quarantined().forEach(quarantined::put);
        ObjectNode before = into.putObject("quarantined_before");
        guards.quarantinedBefore().forEach(before::put);
    }

    private static void source(ObjectNode into, PlannedSource source) {
        into.put("name", source.prepared().definition().name().value())
                .put("records", source.prepared().accepted())
                .put("proposed", source.prepared().proposal().isPresent());
        source.prepared().definition().key().ifPresent(key -> into.put("key", key));
        ArrayNode columns = into.putArray("columns");
        for (ColumnMapping column : source.prepared().definition().columns()) {
            ObjectNode one = columns.addObject()
                    .put("column", column.label())
                    .put("tag", column.tag().name().toLowerCase(Locale.ROOT))
                    .put("trait", column.trait());
            texts(
                    one.putArray("rules"),
                    column.rules().stream().map(RuleWords::name).toList());
        }
        texts(into.putArray("match_rules"), source.rules());
        texts(into.putArray("blocking"), source.blocking());
        into.put("joining_records", source.joining())
                .put("joined_profiles", source.joined())
                .put("new_profiles", source.alone())
                .put("grown_beyond_sense", source.grown());
        ObjectNode decided = into.putObject("joined_by");
        source.decidedBy().forEach(decided::put);
    }

    private void grown(ObjectNode into, GrownProfile grown) {
        side(into, grown.side());
        into.put("records_before", grown.recordsBefore());
        texts(into.putArray("doubts"), grown.doubts());
        texts(into.putArray("from_sources"), grown.sources());
    }

    private void side(ObjectNode into, PlannedChange.Side side) {
        into.put("profile_id", side.profileId()).put("records", side.recordCount());
        ObjectNode traits = into.putObject("traits");
        side.traits().forEach((trait, value) -> traits.put(trait, evidence.shown(trait, value)));
        texts(
                into.putArray("some_records"),
                side.records().stream().map(evidence::where).toList());
    }

    private void example(ObjectNode into, PlannedChange change) {
        into.put("kind", change.kind().name().toLowerCase(Locale.ROOT)).put("profile_id", change.profileId());
        ArrayNode before = into.putArray("before");
        change.before().forEach(side -> side(before.addObject(), side));
        ArrayNode after = into.putArray("after");
        change.after().forEach(side -> side(after.addObject(), side));
        change.cause().ifPresent(cause -> {
            link(into.putObject("by"), cause.link());
            cause.otherwise().ifPresent(link -> link(into.putObject("otherwise"), link));
            cause.score().ifPresent(score -> {
                into.put("then", EvidenceText.verdict(score));
                ArrayNode steps = into.putArray("steps");
                score.evidence()
                        .steps()
                        .forEach(step -> steps.addObject()
                                .put("comparison", step.comparison())
                                .put("level", step.level())
                                .put("weight", step.weight()));
            });
        });
    }

    private void link(ObjectNode into, Link link) {
        into.put("left", evidence.where(link.left()))
                .put("right", evidence.where(link.right()))
                .put("decided_by", link.decidedBy())
                .put("band", link.band())
                .put("weight", link.weight())
                .put("probability", link.probability());
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }
}
