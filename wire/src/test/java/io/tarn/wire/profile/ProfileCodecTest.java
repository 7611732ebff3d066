package io.tarn.wire.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.profile.Profile;
import io.tarn.wire.bytes.Golden;
import io.tarn.wire.bytes.Stored;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProfileCodecTest {
    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("profiles") Profile profile) {
        byte[] bytes = ProfileCodec.encode(profile);

        Profile read = ProfileCodec.decode(bytes);

        assertThat(read).isEqualTo(profile);
        assertThat(ProfileCodec.encode(read)).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void readsChangedBytesOrSaysThatTheyAreBroken(
            @ForAll("profiles") Profile profile, @ForAll int place, @ForAll byte octet) {
        byte[] bytes = ProfileCodec.encode(profile);
        bytes[Math.floorMod(place, bytes.length)] = octet;

        try {
            ProfileCodec.decode(bytes);
        } catch (TarnException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN);
        }
    }

    @Provide
    Arbitrary<Profile> profiles() {
        return Stored.profiles();
    }

    @Test
    void readsWhatEveryReleaseWrote() {
        assertThat(ProfileCodec.decode(Golden.bytes("profile-1"))).isEqualTo(Stored.customer());
    }

    @Test
    void writesAsTheFormIsLaidDown() {
        assertThat(ProfileCodec.encode(Stored.customer())).isEqualTo(Golden.bytes("profile-1"));
    }
}
