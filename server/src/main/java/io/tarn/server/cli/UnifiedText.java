package io.tarn.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.lake.run.Run;
import io.tarn.loop.gold.Extent;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.GoldRun;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.loop.gold.TestResult;
import io.tarn.model.identity.Joining;
import io.tarn.model.identity.MatchModel;
import io.tarn.server.ProcessMemory;
import io.tarn.server.Unified;
import io.tarn.server.report.TextSummary;
import io.tarn.understand.measure.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a unification came to, in lines for people and in JSON for programs. */
final class UnifiedText {
    private static final JsonMapper JSON = new JsonMapper();

    private UnifiedText() {}

    static String lines(Unified unified) {
        return switch (unified) {
            case Unified.Completed completed -> completed(completed);
            case Unified.Unchanged unchanged ->
                "Nothing has changed since run " + unchanged.last().id() + " of "
                        + unchanged.last().finishedAt() + "; its tables stand. 'tarn unify --again' runs all the same.";
            case Unified.AwaitingApproval awaiting -> awaiting(awaiting.proposals());
            case Unified.Refused refused ->
                "The run is refused: " + TestText.count(refused.tests(), TestResult.Verdict.FAILS)
                        + " of its identity tests fail, and 'unify.identity-tests' in tarn.yaml says 'refuse'. The last"
                        + " complete run stands."
                        + (refused.applied().isEmpty() ? "" : System.lineSeparator() + applied(refused.applied()));
        };
    }

    private static String completed(Unified.Completed completed) {
        List<String> lines = new ArrayList<>(
                TextSummary.lines(completed.report(), completed.page().toString()));
        lines.add("Worked on   " + extent(completed.outcome()));
        completed
                .outcome()
                .resolved()
                .model()
                .joining()
                .map(UnifiedText::taught)
                .ifPresent(lines::add);
        completed.outcome().reviewed().map(ModelReviewText::line).ifPresent(lines::add);
        if (!completed.applied().isEmpty()) {
            added(completed).ifPresent(lines::add);
            lines.add(applied(completed.applied()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String taught(Joining joining) {
        if (joining.isNever()) {
            return String.format(
                    Locale.ROOT,
                    "Taught      by verdicts on %,d pairs of profiles that links left apart: however much they agree, they"
                            + " are two",
                    joining.judged());
        }
        Proportion share = new Proportion(joining.right(), joining.joined());
        String judged = share.all() == 0
                ? "none of those judged agree so much"
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d judged so were (95 %%: %.0f to %.0f %%)",
                        share.hits(),
                        share.all(),
                        100 * share.low(),
                        100 * share.high());
        return String.format(
                Locale.ROOT,
                "Taught      by verdicts on %,d pairs of profiles that links left apart: from %+.2f bits on, on average over"
                        + " all their records, two are one; %s",
                joining.judged(),
                MatchModel.bits(joining.meanMin()),
                judged);
    }

    private static void taught(ObjectNode answer, Joining joining) {
        Proportion share = new Proportion(joining.right(), joining.joined());
        if (!joining.isNever()) {
            answer.put("mean_bits_min", MatchModel.bits(joining.meanMin()));
        }
        answer.put("judged", joining.judged())
                .put("joined", share.all())
                .put("right", share.hits())
                .put("precision_low", share.low())
                .put("precision_high", share.high());
    }

    private static String extent(GoldOutcome.Completed outcome) {
        String worked = switch (outcome.extent()) {
            case Extent.Part part ->
                String.format(
                        Locale.ROOT,
                        "%,d records, which %,d new, changed and gone ones reach",
                        outcome.resolved().records(),
                        part.changes().size());
            case Extent.Whole _ -> "all records";
        };
        String model =
                outcome.extent().kept().isPresent() ? ", by the model of an earlier run" : ", and trained a model";
        return worked + model + ": " + outcome.extent().because();
    }

    private static void extent(ObjectNode answer, Extent extent) {
        answer.put("worked_on", extent instanceof Extent.Part ? "changes" : "all");
        answer.put("model", extent.kept().isPresent() ? "kept" : "trained");
        answer.put("because", extent.because());
    }

    private static String applied(List<Path> definitions) {
        return "Applied     what the profile agent proposed; read and edit "
                + definitions.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** The columns that came into known sources, by source, so that nobody overlooks a change of the mapping. */
    private static Optional<String> added(Unified.Completed completed) {
        List<String> added = completed.outcome().prepared().sources().stream()
                .flatMap(source -> source.added().stream()
                        .map(column -> source.definition().name() + "." + column.label() + " = "
                                + column.tag().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .toList();
        return added.isEmpty() ? Optional.empty() : Optional.of("New         " + String.join(", ", added));
    }

    private static String awaiting(List<Path> proposals) {
        return "The profile agent proposes what " + proposals.size() + (proposals.size() == 1 ? " source" : " sources")
                + " mean and nothing was applied:" + System.lineSeparator()
                + proposals.stream().map(path -> "  " + path).collect(Collectors.joining(System.lineSeparator()))
                + System.lineSeparator()
                + "Read them; approve each with 'tarn source approve NAME', or edit it first. Then run 'tarn unify'.";
    }

    static String json(Unified unified) {
        ObjectNode answer = JSON.createObjectNode();
        switch (unified) {
            case Unified.Completed completed -> {
                answer.put("state", "completed");
                run(answer, completed.outcome().run());
                answer.put("report", completed.page().toString());
                extent(answer, completed.outcome().extent());
                tests(answer, completed.outcome().tests());
                completed
                        .outcome()
                        .resolved()
                        .model()
                        .joining()
                        .ifPresent(joining -> taught(answer.putObject("taught"), joining));
                completed
                        .outcome()
                        .reviewed()
                        .ifPresent(model -> ModelReviewText.write(model, answer.putObject("language_model")));
                for (PreparedSource source : completed.outcome().prepared().sources()) {
                    source.added()
                            .forEach(column -> answer.withArray("new_columns")
                                    .add(source.definition().name() + "." + column.label()));
                }
            }
            case Unified.Unchanged unchanged -> {
                answer.put("state", "unchanged");
                run(answer, unchanged.last());
                tests(answer, unchanged.tests());
            }
            case Unified.Refused refused -> {
                answer.put("state", "refused");
                tests(answer, refused.tests());
            }
            case Unified.AwaitingApproval awaiting -> {
                answer.put("state", "awaiting_approval");
                awaiting.proposals()
                        .forEach(path -> answer.withArray("proposals").add(path.toString()));
            }
        }
        ProcessHandle.current().info().totalCpuDuration().ifPresent(time -> answer.put("cpu_millis", time.toMillis()));
        ProcessMemory.peakBytes().ifPresent(bytes -> answer.put("peak_memory_bytes", bytes));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of JSON nodes always has a text.", impossible);
        }
    }

    /** The identity tests that a unification ended with; none where none were run. */
    static List<TestResult> tests(Unified unified) {
        return switch (unified) {
            case Unified.Completed completed -> completed.outcome().tests();
            case Unified.Unchanged unchanged -> unchanged.tests();
            case Unified.Refused refused -> refused.tests();
            case Unified.AwaitingApproval _ -> List.of();
        };
    }

    private static void tests(ObjectNode answer, List<TestResult> tests) {
        if (!tests.isEmpty()) {
            ObjectNode counts = answer.putObject("identity_tests");
            for (TestResult.Verdict verdict : TestResult.Verdict.values()) {
                counts.put(verdict.name().toLowerCase(Locale.ROOT), TestText.count(tests, verdict));
            }
        }
    }

    private static void run(ObjectNode answer, Run run) {
        answer.put("run_id", run.id());
        answer.put("started_at", run.startedAt().toString());
        answer.put("finished_at", run.finishedAt().toString());
        run.counts().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(count -> answer.put(count.getKey(), count.getValue()));
        ObjectNode stages = answer.putObject("stage_millis");
        GoldRun.STAGES.stream()
                .filter(run.stageMillis()::containsKey)
                .forEach(stage -> stages.put(stage, run.stageMillis().get(stage)));
    }
}
