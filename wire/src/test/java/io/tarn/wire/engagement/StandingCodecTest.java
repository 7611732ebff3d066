package io.tarn.wire.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.decision.Standing;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.AudienceName;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.Golden;
import io.tarn.wire.bytes.StoredEngagement;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StandingCodecTest {
    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("standings") Standing standing) {
        byte[] bytes = StandingCodec.encode(standing);

        Standing read = StandingCodec.decode(bytes);

        assertThat(read).isEqualTo(standing);
        assertThat(StandingCodec.encode(read)).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void readsChangedBytesOrSaysThatTheyAreBroken(
            @ForAll("standings") Standing standing, @ForAll int place, @ForAll byte octet) {
        byte[] bytes = StandingCodec.encode(standing);
        bytes[Math.floorMod(place, bytes.length)] = octet;

        try {
            StandingCodec.decode(bytes);
        } catch (TarnException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN);
        }
    }

    @Provide
    Arbitrary<Standing> standings() {
        return StoredEngagement.standings();
    }

    @Test
    void readsWhatEveryReleaseWrote() {
        assertThat(StandingCodec.decode(Golden.bytes("standing-1"))).isEqualTo(StoredEngagement.busy());
    }

    @Test
    void writesAsTheFormIsLaidDown() {
        assertThat(StandingCodec.encode(StoredEngagement.busy())).isEqualTo(Golden.bytes("standing-1"));
    }

    @Test
    void writesOneAfterTheOtherInOneRoom() {
        ByteWriter room = new ByteWriter(8);

        byte[] first = StandingCodec.encode(StoredEngagement.busy(), room);
        byte[] second = StandingCodec.encode(Standing.NONE, room);

        assertThat(first).isEqualTo(StandingCodec.encode(StoredEngagement.busy()));
        assertThat(second).isEqualTo(StandingCodec.encode(Standing.NONE));
    }

    @Test
    void keepsNamesOnce() {
        byte[] bytes = StandingCodec.encode(StoredEngagement.busy());

        AudienceName one =
                StandingCodec.decode(bytes).audiences().keySet().iterator().next();
        AudienceName other =
                StandingCodec.decode(bytes).audiences().keySet().iterator().next();

        assertThat(one).isSameAs(other);
    }
}
