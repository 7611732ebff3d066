package io.tarn.server.http;

import io.tarn.collect.admit.Admission;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.loop.engage.DeliveryStatus;
import io.tarn.loop.engage.OutcomeIntake;
import io.tarn.loop.history.HistoryDoor;
import io.tarn.loop.live.AuditTrail;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.Intake;
import io.tarn.loop.live.LiveStatus;
import io.tarn.loop.live.ProfileReader;
import io.tarn.loop.quarantine.QuarantineFilter;
import io.tarn.loop.quarantine.QuarantineList;
import io.tarn.loop.quarantine.ReplayOrder;
import io.tarn.loop.quarantine.ReplayOutcome;
import io.tarn.loop.retain.RetainReceipt;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.model.event.Value;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.model.profile.Profile;
import io.tarn.server.AppliedDefinitions;
import io.tarn.server.DefinitionChange;
import io.tarn.server.audience.Audiences;
import io.tarn.server.campaign.Campaigns;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.oidc.TokenCheck;
import io.tarn.storage.Dispatch;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rooms that the HTTP API opens onto, wired by the house.
 *
 * @param computed the computed traits of a profile, by name
 * @param tokens takes tokens of an OpenID provider beside keys
 * @param admission what looks at what a client sends before it is taken, so that its author is told at once
 * @param status where the live road stands
 * @param audit takes down who asked for what
 * @param tracing decides which requests are traced
 * @param forgetting forgets whom an identifier, {@code type:value}, leads to
 * @param verdicts takes what people found of live constituents
 * @param aside events in quarantine
 * @param history takes events told from the past
 * @param audiences answers about audiences
 * @param campaigns lists, measures and tries campaigns
 * @param retaining takes out of tables what is too old, or says what that would be
 * @param links what the links of messages lead to; empty where none are sent
 * @param sending what stops all messages
 * @param webhooks the mappings of webhooks, by source
 * @param definitions what the project declares
 * @param messageIds gives an id to each event that has none
 */
public record LiveRooms(
        Intake intake,
        ProfileReader profiles,
        Function<Profile, Map<String, Value>> computed,
        ChangeFeed changes,
        KeyRing keys,
        Optional<TokenCheck> tokens,
        Supplier<Admission> admission,
        Supplier<LiveStatus> status,
        AuditTrail audit,
        RequestTracing tracing,
        Function<String, ForgetReceipt> forgetting,
        Consumer<List<LogEntry.Judged>> verdicts,
        Aside aside,
        HistoryDoor history,
        Audiences audiences,
        Campaigns campaigns,
        Retention retaining,
        Optional<Links> links,
        Sending sending,
        Supplier<Map<String, WebhookMapping>> webhooks,
        Declared definitions,
        HttpConfig config,
        InstantSource clock,
        Supplier<String> messageIds) {
    /**
     * Events that were put aside.
     *
     * @param list looks through them, and shows so many
     * @param replay sends them through the log again
     */
    public record Aside(
            BiFunction<QuarantineFilter, Integer, QuarantineList> list, Function<ReplayOrder, ReplayOutcome> replay) {}

    /**
     * What messages lead to, and what comes back of them.
     *
     * @param signed tells our links from others
     * @param outcomes where opens, clicks, bounces and wishes enter
     * @param why the decision that a message stems from, in sentences for the person
     * @param purposes of the campaigns as they are now, among which a person may choose
     */
    public record Links(
            SignedLinks signed,
            OutcomeIntake outcomes,
            Function<Dispatch, List<String>> why,
            Supplier<List<Purpose>> purposes) {}

    /**
     * What stops and releases all messages.
     *
     * @param state how the kill switch stands
     * @param pull stops all sending
     * @param release lets it go on
     * @param status how delivery goes
     */
    public record Sending(
            Supplier<KillSwitch> state, Runnable pull, Runnable release, Supplier<DeliveryStatus> status) {}

    /**
     * The definitions of the project.
     *
     * @param pending what is declared now otherwise than the server goes by
     * @param apply takes it over
     */
    public record Declared(Supplier<List<DefinitionChange>> pending, Supplier<AppliedDefinitions> apply) {}

    /** What is too old. */
    public record Retention(Supplier<RetainReceipt> preview, Supplier<RetainReceipt> run) {}
}
