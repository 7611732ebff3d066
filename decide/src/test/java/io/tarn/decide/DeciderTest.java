package io.tarn.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.event.RawEvent;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.model.policy.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private final Scene scene = new Scene();

    @Test
    void sendsWhatNothingHoldsBack() {
        Decision decision = scene.decide();

        assertThat(decision.sentence()).isEqualTo("Sent by email with template 'reminder': 8 checks passed.");
        assertThat(decision.reasons().stream().map(Reason::sentence))
                .containsExactly(
                        "the kill switch is released",
                        "what set it off happens now",
                        "the do-not-contact list allows email",
                        "the person agreed to 'marketing' by email",
                        "the profile has an address for email",
                        "the message is valid until 2026-03-12 11:59 UTC",
                        "the message is due",
                        "no other message could leave now");
    }

    @Test
    void sendsNothingWhileTheKillSwitchIsPulled() {
        scene.killSwitch = KillSwitch.PULLED;

        assertThat(scene.sentence()).isEqualTo("Not sent: the kill switch stops all sending.");
    }

    @Test
    void neverSpeaksOfHistory() {
        scene.origin = RawEvent.Origin.HISTORY;
        scene.delay = Duration.ofDays(1);

        assertThat(scene.sentence())
                .isEqualTo("Not sent: what set it off was imported from the past, and that never leads to a message.");
    }

    @Test
    void sendsNothingToWhomTheDoNotContactListNames() {
        scene.doNotContact.add(new DoNotContact(
                Optional.of(ChannelName.EMAIL), DoNotContact.Cause.COMPLAINED, Instant.parse("2026-02-01T00:00:00Z")));
        scene.kind = Campaign.Kind.TRANSACTIONAL;

        assertThat(scene.sentence())
                .isEqualTo("Not sent: the do-not-contact list forbids email since 2026-02-01 00:00 UTC, as the person"
                        + " complained.");
    }

    @Test
    void keepsAnEntryOfTheListToItsChannel() {
        scene.doNotContact.add(new DoNotContact(
                Optional.of(ChannelName.SMS), DoNotContact.Cause.BOUNCED, Instant.parse("2026-02-01T00:00:00Z")));

        assertThat(scene.decide()).isInstanceOf(Decision.Send.class);
    }

    @Test
    void takesSilenceForARefusal() {
        scene.consents.clear();

        assertThat(scene.sentence()).isEqualTo("Not sent: the person never agreed to 'marketing' by email.");
    }

    @Test
    void keepsARefusalOfThePurposeByTheChannel() {
        scene.says("marketing.email", false);

        assertThat(scene.sentence())
                .isEqualTo("Not sent: the person refused 'marketing.email' on 2026-01-02 03:04:05 UTC.");
    }

    @Test
    void keepsARefusalOfTheWholeChannel() {
        scene.says("marketing.email", true);
        scene.says("email", false);

        assertThat(scene.sentence()).isEqualTo("Not sent: the person refused 'email' on 2026-01-02 03:04:05 UTC.");
    }

    @Test
    void needsNoWordForATransactionalMessageButKeepsARefusal() {
        scene.kind = Campaign.Kind.TRANSACTIONAL;
        scene.consents.clear();
        assertThat(scene.decide().reasons().stream().map(Reason::sentence))
                .contains("the person did not refuse 'marketing' by email, and a transactional message needs no more");

        scene.says("email", false);
        assertThat(scene.sentence()).isEqualTo("Not sent: the person refused 'email' on 2026-01-02 03:04:05 UTC.");
    }

    @Test
    void keepsBackWhileAnExclusionHolds() {
        scene.workspaceExclusions.add(Scene.OPEN_TICKET);
        assertThat(scene.decide()).isInstanceOf(Decision.Send.class);

        scene.audiences.add(Scene.OPEN_TICKET);
        assertThat(scene.sentence()).isEqualTo("Not sent: the person is in audience 'open_ticket', which is excluded.");
    }

    @Test
    void stopsWhenThePersonConvertedSince() {
        scene.exclusions.add(new Exclusion.Converted());
        scene.convertedAt = Optional.of(scene.occasionAt);
        assertThat(scene.decide()).isInstanceOf(Decision.Send.class);

        scene.convertedAt = Optional.of(scene.occasionAt.plusSeconds(1));
        assertThat(scene.sentence())
                .isEqualTo("Not sent: the person reached the campaign's goal on 2026-03-10 11:59:01 UTC.");
    }

    @Test
    void keepsToTheAudience() {
        scene.audience = Optional.of(new AudienceName("regulars"));

        assertThat(scene.sentence())
                .isEqualTo("Not sent: the person is not in audience 'regulars', which the campaign is for.");
    }

    @Test
    void needsAnAddress() {
        scene.addresses.clear();

        assertThat(scene.sentence()).isEqualTo("Not sent: the profile has no address for email.");
    }

    @Test
    void sendsNothingStale() {
        scene.validity = Duration.ofMinutes(1);
        scene.asOf = Scene.NOON.plusSeconds(1);

        assertThat(scene.sentence()).isEqualTo("Not sent: the message was valid until 2026-03-10 12:00 UTC.");
    }

    @Test
    void waitsUntilItIsDueWhateverStandsInTheWayNow() {
        scene.delay = Duration.ofHours(1);
        scene.workspaceExclusions.add(Scene.OPEN_TICKET);
        scene.audiences.add(Scene.OPEN_TICKET);

        assertThat(scene.sentence())
                .isEqualTo("Waiting until 2026-03-10 12:59 UTC: the message is not due before then.");
    }

    @Test
    void waitsUntilACapFrees() {
        scene.caps.add(FrequencyCap.overall(2, Duration.ofDays(1)));
        scene.wasSent("2026-03-09T11:00:00Z");
        scene.wasSent("2026-03-09T18:00:00Z");
        scene.wasSent("2026-03-10T09:00:00Z");

        assertThat(scene.sentence())
                .isEqualTo("Waiting until 2026-03-10 18:00 UTC: at most 2 messages in 1 day are allowed, and 2 were"
                        + " sent.");
    }

    @Test
    void countsOnlyItsOwnMessagesForACapOfACampaign() {
        scene.campaignCaps.add(FrequencyCap.by(ChannelName.EMAIL, 1, Duration.ofDays(1)));
        scene.wasSent("2026-03-10T09:00:00Z");
        assertThat(scene.decide()).isInstanceOf(Decision.Send.class);

        assertThat(scene.decide(scene.candidate("news")).sentence())
                .isEqualTo("Waiting until 2026-03-11 09:00 UTC: at most 1 message of this campaign by email in 1 day"
                        + " is allowed, and 1 was sent.");
    }

    @Test
    void waitsForTheEndOfQuietHoursOnThePersonsWall() {
        scene.quietHours.add(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)));
        scene.asOf = Instant.parse("2026-03-10T22:15:00Z");

        assertThat(scene.sentence())
                .isEqualTo("Waiting until 2026-03-11 07:00 UTC: it would leave at 23:15 in Europe/Berlin, inside the"
                        + " quiet hours from 21:00 until 08:00.");
    }

    @Test
    void waitsForQuietHoursIntoWhichACapFrees() {
        scene.quietHours.add(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)));
        scene.caps.add(FrequencyCap.overall(1, Duration.ofHours(12)));
        scene.wasSent("2026-03-10T11:00:00Z");

        assertThat(scene.sentence())
                .isEqualTo("Waiting until 2026-03-11 07:00 UTC: it would leave at 00:00 in Europe/Berlin, inside the"
                        + " quiet hours from 21:00 until 08:00.");
    }

    @Test
    void withholdsWhatWouldWaitForTooLong() {
        scene.caps.add(FrequencyCap.overall(1, Duration.ofDays(7)));
        scene.wasSent("2026-03-10T11:00:00Z");

        assertThat(scene.sentence())
                .isEqualTo("Not sent: at most 1 message in 7 days is allowed, and 1 was sent; it could leave on"
                        + " 2026-03-17 11:00 UTC at the earliest and is valid until 2026-03-12 11:59 UTC.");
    }

    @Test
    void exemptsATransactionalMessage() {
        scene.kind = Campaign.Kind.TRANSACTIONAL;
        scene.caps.add(FrequencyCap.overall(1, Duration.ofDays(7)));
        scene.wasSent("2026-03-10T11:00:00Z");
        scene.quietHours.add(QuietHours.daily(LocalTime.of(9, 0), LocalTime.of(21, 0)));
        scene.workspaceExclusions.add(Scene.OPEN_TICKET);
        scene.audiences.add(Scene.OPEN_TICKET);
        scene.workspaceHoldout = Optional.of(everybody());

        Decision decision = scene.decide();

        assertThat(decision).isInstanceOf(Decision.Send.class);
        assertThat(decision.reasons().stream()
                        .filter(reason -> reason.finding() instanceof Finding.Exempt)
                        .map(Reason::sentence))
                .containsExactly(
                        "a transactional message is exempt from the exclusions of the workspace",
                        "a transactional message is exempt from frequency caps",
                        "a transactional message is exempt from quiet hours",
                        "a transactional message is exempt from the contest among campaigns",
                        "a transactional message is exempt from control groups");
    }

    @Test
    void namesTheFirstReasonByPrecedenceAndListsAll() {
        scene.consents.clear();
        scene.addresses.clear();
        scene.workspaceExclusions.add(Scene.OPEN_TICKET);
        scene.audiences.add(Scene.OPEN_TICKET);

        Decision decision = scene.decide();

        assertThat(decision.sentence()).isEqualTo("Not sent: the person never agreed to 'marketing' by email.");
        assertThat(decision.reasons().stream()
                        .filter(reason -> reason.finding() instanceof Finding.Failed)
                        .map(Reason::code))
                .containsExactly(ReasonCode.CONSENT, ReasonCode.EXCLUSION, ReasonCode.REACHABILITY);
    }

    @Test
    void holdsOutAMergedProfileOfWhichAnyConstituentIs() {
        HoldoutDeclaration half = everybody();
        var members = HoldoutMembers.of(half);
        scene.holdout = Optional.of(half);
        scene.constituents = Set.of(Scene.PROFILE, members.inside());

        assertThat(scene.sentence())
                .isEqualTo("Control group: the person is in holdout 'winback' of 50%, which gets no message so that"
                        + " lift can be measured.");
    }

    /** As many as can be held out. */
    private static HoldoutDeclaration everybody() {
        return new HoldoutDeclaration(new HoldoutName("winback"), HoldoutShare.MAX, new HoldoutSalt("2026"));
    }
}
