package io.tarn.wire.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    @Property
    void readsTheNumbersThatWereWritten(@ForAll long number) {
        byte[] bytes = new ByteWriter(1)
                .unsigned(number)
                .signed(number)
                .ordered(number)
                .toBytes();

        List<Long> read = ByteReader.whole(
                "list", bytes, reader -> List.of(reader.unsigned(), reader.signed(), reader.orderedLong()));

        assertThat(read).containsExactly(number, number, number);
    }

    @Property
    void sortsInstantsAsTheyAre(@ForAll("instants") Instant left, @ForAll("instants") Instant right) {
        byte[] first = new ByteWriter(12).ordered(left).toBytes();
        byte[] second = new ByteWriter(12).ordered(right).toBytes();

        assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
                .isEqualTo(Integer.signum(left.compareTo(right)));
        assertThat(ByteReader.whole("instant", first, ByteReader::orderedInstant))
                .isEqualTo(left);
    }

    @Property
    void sortsIdsAsTheyAre(@ForAll("ids") ProfileId left, @ForAll("ids") ProfileId right) {
        byte[] first = ProfileIdBytes.of(left);

        assertThat(Integer.signum(Arrays.compareUnsigned(first, ProfileIdBytes.of(right))))
                .isEqualTo(Integer.signum(left.compareTo(right)));
        assertThat(ProfileIdBytes.read(first, 0)).isEqualTo(left);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Stored.instants();
    }

    @Provide
    Arbitrary<ProfileId> ids() {
        return Stored.profileIds();
    }

    @Test
    void saysAWordOnce() {
        byte[] bytes = new ByteWriter(8).word("orders").word("orders").toBytes();

        assertThat(bytes).hasSize(1 + 1 + 6 + 1);
    }

    @Test
    void refusesWhatCannotHaveBeenWritten() {
        assertBroken(new byte[] {}, ByteReader::text, 0, "it ends too early");
        assertBroken(new byte[] {20, 'a'}, ByteReader::text, 1, "a text is longer than what is left");
        assertBroken(new byte[] {2, (byte) 0xc3}, ByteReader::text, 1, "a text is no UTF-8");
        assertBroken(new byte[] {3, 'a'}, ByteReader::text, 1, "a text ends within a letter");
        assertBroken(new byte[] {2, 'a', 'b'}, ByteReader::text, 2, "it should end there and has 1 bytes more");
        assertBroken(new byte[] {5}, ByteReader::word, 1, "a word is referred to that was not said before");
        assertBroken(new byte[] {9}, ByteReader::value, 1, "no value is of kind 9");
        assertBroken(new byte[] {2}, ByteReader::flag, 1, "expected 0 or 1, found 2");
        assertBroken(new byte[] {7}, reader -> reader.version(1), 1, "version 7 is unknown here, which knows 1 to 1");
        assertBroken(new byte[] {6, 2, 0, 2, 'a', 0, 1, 0}, ByteReader::value, 8, "a field stands there twice");
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0x80);
        assertBroken(endless, ByteReader::unsigned, 10, "a number is longer than 64 bits");
        byte[] deep = new byte[200];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 5;
            deep[i + 1] = 1;
        }
        assertBroken(deep, ByteReader::value, 128, "a value nests deeper than 64");
        byte[] wide = new ByteWriter(8)
                .octet(4)
                .unsigned(0)
                .signed(9_999_999_999_999L)
                .toBytes();
        assertBroken(wide, ByteReader::value, wide.length, "a value there breaks its own rule");
    }

    @Test
    void refusesToWriteWhatNobodyCouldRead() {
        Value value = Value.Nothing.NOTHING;
        for (int i = 0; i < 64; i++) {
            value = new Value.Sequence(List.of(value));
        }
        Value deepest = value;

        assertThatThrownBy(() -> new ByteWriter(8).value(deepest))
                .hasMessage("A value cannot be stored: it nests deeper than 64, which its reader should have refused.");
    }

    private static void assertBroken(
            byte[] bytes, java.util.function.Function<ByteReader, Object> form, int place, String problem) {
        assertThatThrownBy(() -> ByteReader.whole("thing", bytes, form))
                .isInstanceOfSatisfying(
                        TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN))
                .hasMessage("A stored thing is broken at byte " + place + ": " + problem
                        + ". The disk changed it, or a newer release wrote it: check the disk, then restore a backup"
                        + " or start the release that wrote it.");
    }
}
