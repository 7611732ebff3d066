package io.tarn.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.review.LiveVerdicts;
import io.tarn.loop.review.VerdictBook;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.RecordName;
import io.tarn.model.log.LogEntry;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.LiveJudging;
import io.tarn.server.RunningServer;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Verdicts as a person gives them at a terminal: into the lake at once, where the next run finds them, and into live
 * profiles when this closes, through the server where one runs. Confined to one thread.
 */
final class Judging implements AutoCloseable {
    private static final int ID_DIGITS = 12;

    private final House house;
    private final VerdictBook book;
    private final String decidedBy;
    private final List<LogEntry.Judged> live = new ArrayList<>();

    Judging(House house) {
        this.house = house;
        this.book = new VerdictBook(house.lake());
        this.decidedBy = "person:" + System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._@-]", "_");
    }

    VerdictBook book() {
        return book;
    }

    /** What is found. */
    record Found(Finding finding, String means, Set<RecordName> left, Set<RecordName> right) {}

    /** Gives a verdict. */
    RecordVerdict give(Found found, Seen seen, Optional<ProfileId> profile) {
        String id = id();
        RecordVerdict verdict = book.give(
                Instant.now(),
                at -> new RecordVerdict(id, at, decidedBy, found.means(), found.finding(), found.left(), found.right()),
                seen);
        audit(found.means(), verdict.id(), profile);
        switch (found.finding()) {
            case SAME -> tell(verdict, LogEntry.Verdict.SAME);
            case DIFFERENT -> tell(verdict, LogEntry.Verdict.DIFFERENT);
            case SKIPPED -> {}
        }
        return verdict;
    }

    /** Takes a verdict back. */
    RecordVerdict withdraw(String id) {
        RecordVerdict verdict = book.withdraw(Instant.now(), id, id(), decidedBy);
        audit("undo", id, Optional.empty());
        if (verdict.finding() != Finding.SKIPPED) {
            tell(verdict, LogEntry.Verdict.WITHDRAWN);
        }
        return verdict;
    }

    /** Takes a verdict back, and says so. */
    String takeBack(String id) {
        withdraw(id);
        return "Verdict " + id + " is taken back; 'tarn unify' brings it into gold.";
    }

    private static String id() {
        return "v" + UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
    }

    private void audit(String means, String id, Optional<ProfileId> profile) {
        CommandAudit.record(house, new CommandAudit.Done("verdict." + means, profile, "verdict:" + id, ""));
    }

    private void tell(RecordVerdict verdict, LogEntry.Verdict finding) {
        if (RunningServer.find(house.home()).isEmpty() && !house.home().hasLog()) {
            return;
        }
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            live.addAll(LiveVerdicts.of(session, verdict, finding, at));
        }
    }

    private void send(RunningServer server) {
        JsonMapper mapper = new JsonMapper();
        try (ServerCall call = new ServerCall(server)) {
            for (int from = 0; from < live.size(); ) {
                LogEntry.Judged first = live.get(from);
                ObjectNode body = mapper.createObjectNode()
                        .put("verdict", first.verdict().name().toLowerCase(Locale.ROOT))
                        .put("decided_by", first.decidedBy());
                ArrayNode pairs = body.putArray("pairs");
                while (from < live.size()
                        && live.get(from).decidedBy().equals(first.decidedBy())
                        && live.get(from).verdict() == first.verdict()) {
                    LogEntry.Judged one = live.get(from++);
                    pairs.addArray().add(one.left().value()).add(one.right().value());
                }
                call.post("/v1/verdicts", body.toString());
            }
        }
    }

    /** Lets live profiles hear of it. */
    @Override
    public void close() {
        if (live.isEmpty()) {
            return;
        }
        RunningServer.find(house.home()).ifPresentOrElse(this::send, () -> LiveJudging.judge(house, live));
        live.clear();
    }
}
