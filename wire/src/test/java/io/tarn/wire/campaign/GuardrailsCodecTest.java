package io.tarn.wire.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.model.policy.QuietHours;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class GuardrailsCodecTest {
    @Test
    void readsEveryKey() {
        Guardrails guardrails = GuardrailsCodec.read("""
                caps:
                - {max: 2, in: 7 days}
                - {max: 1, in: 1 day, channel: email}
                quiet_hours:
                - {from: "21:00", until: "08:00", channels: [email]}
                - {from: 12:00, until: 9:30}
                time_zone: Europe/Berlin
                exclude: [open_ticket]
                rival_delay: 2 hours
                holdout: 2%
                """, "guardrails.yaml");

        assertThat(guardrails)
                .isEqualTo(new Guardrails(
                        List.of(
                                FrequencyCap.overall(2, Duration.ofDays(7)),
                                FrequencyCap.by(ChannelName.EMAIL, 1, Duration.ofDays(1))),
                        List.of(
                                new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), Set.of(ChannelName.EMAIL)),
                                QuietHours.daily(LocalTime.of(12, 0), LocalTime.of(9, 30))),
                        ZoneId.of("Europe/Berlin"),
                        List.of(new AudienceName("open_ticket")),
                        Duration.ofHours(2),
                        Optional.of(new HoldoutDeclaration(
                                new HoldoutName("workspace"),
                                HoldoutShare.ofPercent(2),
                                new HoldoutSalt("workspace")))));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(GuardrailsCodec.read("caps: []", "guardrails.yaml")).isEqualTo(Guardrails.defaults());
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> GuardrailsCodec.read("""
                cap: []
                quiet_hours: [{from: evening, until: "08:00"}, {from: "08:00", until: "08:00", channels: [E-mail]}]
                time_zone: Europe/Berln
                exclude: [open_ticket, open_ticket]
                rival_delay: 60 days
                holdout: 60%
                """, "guardrails.yaml")).hasMessage("""
                guardrails.yaml has 7 faults:
                  line 1, cap: unknown key 'cap'. Did you mean 'caps'?
                  line 2, quiet_hours[0].from: 'evening' is no time of the day; write "21:00"
                  line 2, quiet_hours[1].channels: 'E-mail' cannot name a channel: use 1 to 63 lower-case letters, digits\
                 and underscores, starting with a letter.
                  line 2, quiet_hours[1]: Quiet hours from 08:00 until 08:00 cannot be used: they never end; let them end\
                 at another time than they begin.
                  line 3, time_zone: 'Europe/Berln' is no time zone; write one such as Europe/Berlin. Did you mean\
                 'Europe/Berlin'?
                  line 6, holdout: Holdout 'workspace' cannot be used: its share is 60%; use 0% to 50%.
                  line 1: Guardrails cannot be used: exclusion 'open_ticket' stands there twice; keep one; rival_delay is\
                 60 days; use 1 minute to 30 days.""");
    }

    @Property(tries = 300)
    void readsBackWhatItWrites(@ForAll("guardrails") Guardrails guardrails) {
        String text = GuardrailsCodec.write(guardrails);

        Guardrails read = GuardrailsCodec.read(text, "guardrails.yaml");

        assertThat(read).isEqualTo(guardrails);
        assertThat(GuardrailsCodec.write(read)).isEqualTo(text);
    }

    @Provide
    Arbitrary<Guardrails> guardrails() {
        return CampaignArbitraries.guardrails();
    }
}
