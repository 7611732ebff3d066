package io.tarn.loop.erase;

import io.tarn.model.erasure.Subject;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes log entries say nothing of a person any more: what is about the person alone becomes an empty entry in the same
 * place, what is about others too loses the person's part.
 */
final class LogErasure implements UnaryOperator<LogEntry> {
    private final Subject subject;
    private final TextSigns signs;

    LogErasure(Subject subject) {
        this.subject = subject;
        this.signs = TextSigns.of(subject);
    }

    @Override
    public LogEntry apply(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Received(RawEvent raw) ->
                subject.events().contains(raw.key()) || signs.standIn(raw.json()) ? empty(entry) : entry;
            case LogEntry.Published published -> without(published);
            case LogEntry.Quarantined quarantined ->
                new LogEntry.Quarantined(
                        quarantined.at(),
                        quarantined.runId(),
                        others(quarantined.quarantined()),
                        others(quarantined.released()));
            case LogEntry.Judged judged -> isOurs(judged.left()) || isOurs(judged.right()) ? empty(entry) : entry;
            case LogEntry.Forgotten forgotten ->
                forgotten.profiles().stream().anyMatch(this::isOurs) ? empty(entry) : entry;
            case LogEntry.Audited audited -> without(audited);
            case LogEntry.Tick _, LogEntry.Defined _, LogEntry.Attempted _ -> entry;
        };
    }

    private LogEntry without(LogEntry.Published published) {
        List<GoldProfile> others = published.profiles().stream()
                .filter(one -> !isOurs(one.id()))
                .map(one -> new GoldProfile(
                        one.id(),
                        one.absorbed().stream().filter(id -> !isOurs(id)).toList(),
                        one.identifiers(),
                        one.traits()))
                .toList();
        return others.isEmpty() && !published.profiles().isEmpty()
                ? empty(published)
                : new LogEntry.Published(published.at(), published.runId(), others);
    }

    private List<Identifier> others(List<Identifier> identifiers) {
        Set<Identifier> own = subject.identifiers();
        return identifiers.stream().filter(one -> !own.contains(one)).toList();
    }

    /** What was done to others stays; the entry keeps its place, be it empty. */
    private LogEntry without(LogEntry.Audited audited) {
        return new LogEntry.Audited(
                audited.at(),
                audited.records().stream()
                        .filter(one -> one.profile().filter(this::isOurs).isEmpty())
                        .toList());
    }

    private boolean isOurs(ProfileId id) {
        Set<ProfileId> profiles = subject.profiles();
        return profiles.contains(id);
    }

    private static LogEntry empty(LogEntry entry) {
        return new LogEntry.Forgotten(entry.at(), List.of(), List.of());
    }
}
